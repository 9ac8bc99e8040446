import * as Turbo from "@hotwired/turbo";
import { isEditing } from "./editing";

// A page on which something goes on says after how many milliseconds it is to be asked again; it is refreshed in place.

export function watchReload(): void {
  let timer = 0;
  const wait = () => {
    clearTimeout(timer);
    const mark = document.querySelector<HTMLElement>("[data-reload]");
    if (mark === null) return;
    timer = window.setTimeout(() => {
      if (document.hidden || isEditing()) wait();
      else Turbo.visit(location.href, { action: "replace" });
    }, Number(mark.dataset.reload));
  };
  document.addEventListener("turbo:load", wait);
  document.addEventListener("turbo:before-visit", () => clearTimeout(timer));
}
