import { currencyDecimals, type Money } from '#libs/contracts';
import { directionOf } from './messages.js';

/** How numbers, money, times and countries are written for readers of one language. */
export class Formats {
  /** @param locale BCP-47 tag */
  constructor(readonly locale: string) {}

  money({ amount, currency }: Money): string {
    const value = amount / 10 ** currencyDecimals(currency);
    const parts = new Intl.NumberFormat(this.locale, { style: 'currency', currency }).formatToParts(value);
    return parts.map((part) => this.#isolated(part)).join('');
  }

  count(count: number): string {
    return new Intl.NumberFormat(this.locale).format(count);
  }

  time(instant: string): string {
    return new Intl.DateTimeFormat(this.locale, { hour: 'numeric', minute: '2-digit' }).format(new Date(instant));
  }

  moment(instant: string): string {
    return new Intl.DateTimeFormat(this.locale, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(instant));
  }

  /** Minutes and seconds, as on a clock: `9:05`. */
  countdown(ms: number): string {
    const seconds = Math.max(0, Math.ceil(ms / 1000));
    const two = new Intl.NumberFormat(this.locale, { minimumIntegerDigits: 2 });
    return `${this.count(Math.floor(seconds / 60))}:${two.format(seconds % 60)}`;
  }

  // `US$` stays in one piece among Arabic letters: LEFT-TO-RIGHT ISOLATE … POP DIRECTIONAL ISOLATE (UAX #9).
  #isolated({ type, value }: Intl.NumberFormatPart): string {
    return type === 'currency' && directionOf(this.locale) === 'rtl' ? `\u2066${value}\u2069` : value;
  }
}
