// A form marked data-auto asks at once when a choice in it changes; its own button is there for people without script.

export function watchForms(): void {
  document.addEventListener("change", event => {
    const field = event.target;
    if (!(field instanceof HTMLSelectElement) && !(field instanceof HTMLInputElement)) return;
    const form = field.form;
    if (!form?.hasAttribute("data-auto") || field.dataset.waits !== undefined) return;
    const opens = field instanceof HTMLSelectElement ? field.selectedOptions[0]?.dataset.opens : undefined;
    if (opens !== undefined) form.querySelector<HTMLInputElement>(`#${opens}`)?.focus();
    else form.requestSubmit();
  });

  // What is empty or hidden is not asked, so that an address says only what somebody chose.
  document.addEventListener("formdata", event => {
    if (!(event.target instanceof HTMLFormElement) || event.target.method !== "get") return;
    for (const [name, value] of [...event.formData.entries()]) {
      if (value === "") event.formData.delete(name);
    }
  });
}
