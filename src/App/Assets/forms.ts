// A form marked data-auto asks at once when a choice in it changes; its own button is there for people without script.

/** The name of the field that asked, where somebody works with keys: it has the focus again in the page that comes. */
let asked: string | undefined;
let isByKey = false;

export function watchForms(): void {
  document.addEventListener("keydown", () => isByKey = true, true);
  document.addEventListener("pointerdown", () => isByKey = false, true);
  document.addEventListener("turbo:load", goOn);

  document.addEventListener("change", event => {
    const field = event.target;
    if (!(field instanceof HTMLSelectElement) && !(field instanceof HTMLInputElement)) return;
    const form = field.form;
    if (!form?.hasAttribute("data-auto") || field.dataset.waits !== undefined) return;
    const opens = field instanceof HTMLSelectElement ? field.selectedOptions[0]?.dataset.opens : undefined;
    if (opens !== undefined) form.querySelector<HTMLInputElement>(`#${opens}`)?.focus();
    else {
      asked = isByKey ? field.name : undefined;
      form.requestSubmit();
    }
  });

  document.addEventListener("formdata", event => {
    if (event.target instanceof HTMLFormElement && event.target.method === "get") leaveOut(event.target, event.formData);
  });
}

/** What is empty, goes without saying or is not asked for stays out, so that an address says only what somebody chose. */
function leaveOut(form: HTMLFormElement, data: FormData): void {
  const period = data.get("period");
  for (const field of form.elements) {
    if (!(field instanceof HTMLSelectElement) && !(field instanceof HTMLInputElement)) continue;
    if (field.dataset.standard !== undefined && data.get(field.name) === field.dataset.standard) data.delete(field.name);
    if (field.dataset.only !== undefined && field.dataset.only !== period) data.delete(field.name);
  }

  if (period === "custom") data.delete("period");
  for (const [name, value] of [...data.entries()]) {
    if (value === "") dropEmpty(data, name);
  }
}

function dropEmpty(data: FormData, name: string): void {
  const values = data.getAll(name).filter(value => value !== "");
  data.delete(name);
  for (const value of values) data.append(name, value);
}

function goOn(): void {
  const name = asked;
  asked = undefined;
  if (name === undefined || document.activeElement !== document.body) return;
  const again = document.querySelector<HTMLElement>(`form[data-auto] :is(select, input:checked)[name="${CSS.escape(name)}"]`);
  (again ?? document.querySelector<HTMLElement>("form[data-auto] select[name=add]"))?.focus({ preventScroll: true });
}
