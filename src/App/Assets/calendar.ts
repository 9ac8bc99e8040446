// The text of a calendar is checked while somebody writes it; without script the button does the same.

const pause = 400;

export function watchCalendar(): void {
  let timer = 0;
  document.addEventListener("input", event => {
    const field = event.target;
    if (!(field instanceof HTMLTextAreaElement) || field.dataset.check === undefined) return;
    clearTimeout(timer);
    timer = window.setTimeout(() => void check(field, field.dataset.check!), pause);
  });
}

async function check(field: HTMLTextAreaElement, address: string): Promise<void> {
  const text = field.value;
  const response = await fetch(address, { method: "POST", body: text }).catch(() => undefined); // a server that is away is asked with the next letter
  const place = document.getElementById(field.getAttribute("aria-describedby") ?? "");
  if (!response?.ok || place === null || text !== field.value) return;
  const { fault } = await response.json() as { fault: string | null };
  place.textContent = fault ?? field.dataset.right ?? "";
  place.className = fault === null ? "quiet" : "bad";
}
