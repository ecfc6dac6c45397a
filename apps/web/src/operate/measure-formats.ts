import { locale } from '../i18n/messages.js';

const number = (options: Intl.NumberFormatOptions) => (value: number) =>
  new Intl.NumberFormat(locale.value, options).format(value);

export const count = number({ notation: 'compact', maximumFractionDigits: 1 });
export const perSecond = number({ notation: 'compact', maximumSignificantDigits: 3 });
export const share = number({ style: 'percent', maximumFractionDigits: 0 });
export const milliseconds = number({ style: 'unit', unit: 'millisecond', maximumSignificantDigits: 3 });
const megabytes = number({ style: 'unit', unit: 'megabyte', maximumFractionDigits: 0 });
export const bytes = (value: number): string => megabytes(value / 1e6);

export const timeOf = (seconds: number): string =>
  new Intl.DateTimeFormat(locale.value, { hour: 'numeric', minute: '2-digit' }).format(seconds * 1000);
