// The theme is kept in a cookie, so that the server renders it; without script the form does the same by a round trip.

const year = 365 * 24 * 60 * 60;

export function watchTheme(): void {
  document.addEventListener("submit", event => {
    const button = event.submitter;
    if (!(button instanceof HTMLButtonElement) || button.name !== "theme") return;
    event.preventDefault();
    event.stopImmediatePropagation();
    choose(button.value);
  }, true);
}

function choose(theme: string): void {
  const root = document.documentElement;
  document.cookie = `theme=${theme}; path=/; max-age=${theme === "auto" ? 0 : year}; samesite=lax`;
  if (theme === "auto") delete root.dataset.theme;
  else root.dataset.theme = theme;
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[name=theme]")) {
    button.setAttribute("aria-pressed", String(button.value === theme));
  }
  document.dispatchEvent(new CustomEvent("theme"));
}
