// A form that is one step of many (data-turbo-action="replace") leaves the page as it is but for the change; the keyboard goes to where
// the answer has it, which Turbo does only for pages that it draws anew.

export function watchSteps(): void {
  let isStep = false;
  document.addEventListener("turbo:submit-start", event => {
    isStep = event.target instanceof HTMLFormElement && event.target.dataset.turboAction === "replace";
  });
  document.addEventListener("turbo:render", () => {
    if (isStep) document.querySelector<HTMLElement>("main [autofocus]")?.focus();
    isStep = false;
  });
}
