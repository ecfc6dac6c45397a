/** A `ref` for the field that a press of a button brings up: it is typed into at once. */
export const focusAtOnce = (field: HTMLElement | null): void => field?.focus();
