// While an answer is on its way the figures of the old one are dimmed, after 300 ms, so that nobody reads them as the new ones.

const delay = 300;

export function watchWaiting(): void {
  let timer = 0;
  const done = () => {
    clearTimeout(timer);
    document.querySelector("main")?.removeAttribute("aria-busy");
  };
  const wait = () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => document.querySelector("main")?.setAttribute("aria-busy", "true"), delay);
  };
  document.addEventListener("turbo:visit", wait);
  document.addEventListener("turbo:before-cache", done);
  document.addEventListener("turbo:render", done);
  document.addEventListener("turbo:load", done);
}
