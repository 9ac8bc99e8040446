import * as Turbo from "@hotwired/turbo";

const silence = 12_000; // two beats of the server and some: within 15 seconds of a cut the page says so
const patience = 10_000; // between two tries

/**
 * Keeps the parts of a live page up to date from a stream of events. It watches the stream itself, since a browser does not notice
 * a network that is cut: after a silence the figures are marked as old, and it connects again until it is heard. A page that nobody
 * sees does not listen: a browser has only six connections for all its tabs.
 */
export class LiveFeed extends HTMLElement {
  private source: EventSource | undefined;
  private timer = 0;
  private started = 0;
  private heard = 0;
  private tried = 0;
  private looked = 0;

  connectedCallback(): void {
    document.addEventListener("visibilitychange", this.follow);
    window.addEventListener("online", this.follow);
    this.addEventListener("turbo:before-morph-attribute", keepOpen);
    this.follow();
  }

  disconnectedCallback(): void {
    document.removeEventListener("visibilitychange", this.follow);
    window.removeEventListener("online", this.follow);
    this.removeEventListener("turbo:before-morph-attribute", keepOpen);
    this.stop();
  }

  private follow = (): void => {
    this.stop();
    if (document.hidden) return;
    this.started = Date.now();
    if (this.dataset.state === "live") delete this.dataset.state; // the figures are of before: not known to be live until it is heard
    this.connect();
    this.timer = window.setInterval(() => this.look(), 1000);
  };

  private stop(): void {
    this.source?.close();
    window.clearInterval(this.timer);
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
    const now = Date.now();
    if (now < this.looked) this.setBack(this.looked - now);
    this.looked = now;
    const isSilent = now - Math.max(this.started, this.heard) > silence;
    if (isSilent && now - this.tried > patience) this.connect();
    if (isSilent) this.tell("stale");
    else if (this.heard >= this.started) this.tell("live");
    const ago = this.querySelector(".live-ago");
    if (ago) ago.textContent = this.dataset.ago!.replace("{n}", String(Math.floor((now - this.heard) / 1000)));
  }

  /** The clock of this machine was set back, so that silence would seem shorter than it is. */
  private setBack(by: number): void {
    this.started -= by;
    this.heard -= by;
    this.tried -= by;
  }

  /** Only a change of state is said aloud, not every second. */
  private tell(state: "live" | "stale"): void {
    if (this.dataset.state === state) return;
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
