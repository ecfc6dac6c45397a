import { computed } from '@preact/signals';
import type { Money } from '#libs/contracts';
import { Formats } from '#libs/pages';
import { locale } from './messages.js';

const formats = computed(() => new Formats(locale.value));

export const formatMoney = (money: Money): string => formats.value.money(money);

export const formatCount = (count: number): string => formats.value.count(count);

export const formatTime = (instant: string): string => formats.value.time(instant);

export const formatMoment = (instant: string): string => formats.value.moment(instant);

/** Minutes and seconds, as on a clock: `9:05`. */
export const formatCountdown = (ms: number): string => formats.value.countdown(ms);
