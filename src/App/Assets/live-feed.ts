import * as Turbo from "@hotwired/turbo";

const silence = 15_000; // three beats of the server
const patience = 10_000; // between two tries

/**
 * Keeps the parts of a live page up to date from a stream of events. It watches the stream itself, since a browser does not notice
 * a network that is cut: after 15 seconds of silence the figures are marked as old, and it connects again until it is heard.
 */
export class LiveFeed extends HTMLElement {
  private source: EventSource | undefined;
  private timer = 0;
  private heard = 0;
  private tried = 0;

  connectedCallback(): void {
    this.heard = Date.now();
    this.connect();
    this.timer = window.setInterval(() => this.look(), 1000);
    this.addEventListener("turbo:before-morph-attribute", keepOpen);
  }

  disconnectedCallback(): void {
    this.source?.close();
    window.clearInterval(this.timer);
    this.removeEventListener("turbo:before-morph-attribute", keepOpen);
  }

  private connect(): void {
    this.source?.close();
    this.tried = Date.now();
    const source = new EventSource(this.dataset.src!);
    this.source = source;
    source.addEventListener("hello", event => {
      if (event.data !== this.dataset.build) location.reload(); // the program was changed while the page was open
    });
    source.addEventListener("beat", () => this.hear());
    source.addEventListener("figures", event => {
      Turbo.renderStreamMessage(event.data as string);
      this.hear();
    });
  }

  private hear(): void {
    this.heard = Date.now();
    this.look();
  }

  private look(): void {
    const silent = Date.now() - this.heard;
    const state = silent > silence ? "stale" : "live";
    if (state === "stale" && Date.now() - this.tried > patience) this.connect();
    if (this.dataset.state !== state) this.tell(state);
    const ago = this.querySelector(".live-ago");
    if (ago) ago.textContent = this.dataset.ago!.replace("{n}", String(Math.max(0, Math.floor(silent / 1000))));
  }

  /** Only a change of state is said aloud, not every second. */
  private tell(state: "live" | "stale"): void {
    this.dataset.state = state;
    const at = this.querySelector("time")?.textContent ?? "";
    const note = this.querySelector(".stale-note [role=status]");
    if (note) note.textContent = state === "stale" ? this.dataset.stale!.replace("{instant}", at) : "";
  }
}

/** A table that somebody opened stays open when its figures change. */
function keepOpen(event: Event): void {
  if ((event as CustomEvent<{ attributeName: string }>).detail.attributeName === "open") event.preventDefault();
}
