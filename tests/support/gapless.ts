import type { Channel } from '#libs/contracts';
import type { Seat } from './seat.js';

/** The numbers of what a seat was told in one channel, in the order it heard them. */
export const heardIn = (seat: Seat, channel: Channel): number[] =>
  seat.entries.filter((entry) => entry.channel === channel).map(({ seq }) => seq);

/** 1, 2, 3 … `last`. */
export const upTo = (last: number, first = 1): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);
