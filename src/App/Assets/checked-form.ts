// What is filled in is checked as soon as the typing rests: the same form, sent to the same page, whose verdict is taken over.

const rest = 500;

export class CheckedForm extends HTMLElement {
  private timer = 0;
  private asked: AbortController | undefined;

  connectedCallback(): void {
    this.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = window.setTimeout(() => void this.check(), rest);
    });
  }

  disconnectedCallback(): void {
    clearTimeout(this.timer);
    this.asked?.abort();
  }

  private async check(): Promise<void> {
    const form = this.querySelector("form");
    const verdict = this.querySelector("#verdict");
    if (!form || !verdict) return;
    this.asked?.abort();
    this.asked = new AbortController();
    const body = new FormData(form);
    body.set("act", "check");
    try {
      const answer = await fetch(location.pathname, { method: "POST", body, signal: this.asked.signal });
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("#verdict");
      if (answer.ok && fresh) verdict.replaceChildren(...fresh.childNodes);
    } catch (error) {
      // Typed on, or gone: the next rest asks again.
      if (!(error instanceof DOMException || error instanceof TypeError)) throw error;
    }
  }
}
