// A field marked data-filters leaves of a page's rows those that have all its words; without script its form asks the server for the same.

export function watchSearch(): void {
  document.addEventListener("input", event => {
    const field = event.target;
    if (field instanceof HTMLInputElement && field.dataset.filters !== undefined) filter(field);
  });
}

function filter(field: HTMLInputElement): void {
  const words = field.value.toLocaleLowerCase(document.documentElement.lang).split(/\s+/).filter(word => word !== "");
  let found = 0;
  for (const section of document.querySelectorAll<HTMLElement>(`[data-filtered="${field.dataset.filters}"]`)) {
    let any = false;
    for (const row of section.querySelectorAll<HTMLElement>("tbody tr")) {
      const text = (row.textContent ?? "").toLocaleLowerCase(document.documentElement.lang);
      row.hidden = !words.every(word => text.includes(word));
      if (!row.hidden) found++;
      any ||= !row.hidden;
    }

    section.hidden = !any;
  }

  const none = document.querySelector<HTMLElement>(`[data-none="${field.dataset.filters}"]`);
  if (none) none.hidden = found > 0;
}
