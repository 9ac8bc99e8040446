// A menu is a details element: it opens and closes without script. With script Escape closes it too, and so does going elsewhere.

export function watchMenus(): void {
  document.addEventListener("keydown", event => {
    if (event.key !== "Escape" || !(event.target instanceof Element)) return;
    const menu = event.target.closest<HTMLDetailsElement>("details.menu[open]");
    if (menu === null) return;
    event.preventDefault();
    menu.open = false;
    menu.querySelector("summary")?.focus();
  });

  document.addEventListener("focusout", event => {
    const menu = event.target instanceof Element ? event.target.closest<HTMLDetailsElement>("details.menu[open]") : null;
    if (menu !== null && event.relatedTarget instanceof Node && !menu.contains(event.relatedTarget)) menu.open = false;
  });

  document.addEventListener("click", event => {
    for (const menu of document.querySelectorAll<HTMLDetailsElement>("details.menu[open]")) {
      if (event.target instanceof Node && !menu.contains(event.target)) menu.open = false;
    }
  });
}
