type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** Somebody is choosing or writing, or has written what is not sent yet: nothing moves under their hands, and nothing of it is lost. */
export function isEditing(): boolean {
  const fields = "input:not([type=hidden]), select, textarea";
  return document.activeElement?.matches(fields) === true
    || [...document.querySelectorAll<Field>(`form[method=post] :is(${fields}), [data-filters]`)].some(isChanged);
}

function isChanged(field: Field): boolean {
  if (field instanceof HTMLSelectElement) {
    const options = [...field.options];
    const first = Math.max(0, options.findIndex(option => option.defaultSelected));
    return field.selectedIndex !== first && field.options.length > 0;
  }

  return field.value !== field.defaultValue || (field instanceof HTMLInputElement && field.checked !== field.defaultChecked);
}
