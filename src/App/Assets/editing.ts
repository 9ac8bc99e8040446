type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** Somebody is choosing or writing, or has written what is not sent yet: nothing moves under their hands, and nothing of it is lost. */
export function isEditing(): boolean {
  const fields = "input:not([type=hidden]), select, textarea";
  const own = document.activeElement?.matches(fields) ? [document.activeElement as Field] : [];
  return isOpen() || [...own, ...document.querySelectorAll<Field>(`form[method=post] :is(${fields}), [data-filters]`)].some(isChanged);
}

/** A list, a calendar or a menu is open. A field that only kept the keyboard's focus is neither open nor changed: a board may be left like that for days. */
function isOpen(): boolean {
  const picker = CSS.supports("selector(:open)") ? ":is(select, input):open" : "select:focus"; // some browsers do not tell
  return document.querySelector(`${picker}, details.menu[open], :popover-open`) !== null;
}

function isChanged(field: Field): boolean {
  if (field instanceof HTMLSelectElement) {
    const options = [...field.options];
    const first = Math.max(0, options.findIndex(option => option.defaultSelected));
    return field.selectedIndex !== first && field.options.length > 0;
  }

  return field.value !== field.defaultValue || (field instanceof HTMLInputElement && field.checked !== field.defaultChecked);
}
