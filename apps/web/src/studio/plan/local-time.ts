const two = (number: number) => String(number).padStart(2, '0');

/** An instant as a field for date and time has it: on the clock of this device. */
export function toField(instant: string): string {
  const at = new Date(instant);
  const date = [String(at.getFullYear()).padStart(4, '0'), two(at.getMonth() + 1), two(at.getDate())].join('-');
  return `${date}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** What such a field says as an instant; null while it says none. */
export function fromField(value: string): string | null {
  const at = new Date(value);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

/** The next full hour, a day from now. */
export function tomorrow(now = Date.now()): string {
  const hour = 3_600_000;
  return new Date(Math.ceil(now / hour) * hour + 24 * hour).toISOString();
}
