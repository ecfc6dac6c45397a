import { currencyDecimals, type Money } from '#libs/contracts';
import { directionOf, locale } from './messages.js';

export function formatMoney({ amount, currency }: Money): string {
  const value = amount / 10 ** currencyDecimals(currency);
  const parts = new Intl.NumberFormat(locale.value, { style: 'currency', currency }).formatToParts(value);
  return parts.map(isolated).join('');
}

// `US$` stays in one piece among Arabic letters: LEFT-TO-RIGHT ISOLATE … POP DIRECTIONAL ISOLATE (UAX #9).
const isolated = ({ type, value }: Intl.NumberFormatPart): string =>
  type === 'currency' && directionOf(locale.value) === 'rtl' ? `\u2066${value}\u2069` : value;

export const formatCount = (count: number): string => new Intl.NumberFormat(locale.value).format(count);

export const formatTime = (instant: string): string =>
  new Intl.DateTimeFormat(locale.value, { hour: 'numeric', minute: '2-digit' }).format(new Date(instant));

export const formatMoment = (instant: string): string =>
  new Intl.DateTimeFormat(locale.value, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(instant));

/** Minutes and seconds, as on a clock: `9:05`. */
export function formatCountdown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const two = new Intl.NumberFormat(locale.value, { minimumIntegerDigits: 2 });
  return `${formatCount(Math.floor(seconds / 60))}:${two.format(seconds % 60)}`;
}
