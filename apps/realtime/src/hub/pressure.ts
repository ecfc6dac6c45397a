import type { Profile } from './audience.js';
import type { RoomMessage } from './room-message.js';

/** How much is left out for a viewer: nothing, what passes, chat as well. */
export const levels = ['everything', 'no-passing', 'no-chat'] as const;
export type Level = (typeof levels)[number];

/**
 * Bytes that may wait for a viewer, beside what the kernel has taken, before more is left out. They bound what a
 * stalled viewer costs: frames are shared, so it holds references and a few hundred bytes for each.
 */
export const byteBudget = { passing: 16 * 1024, chat: 48 * 1024, all: 96 * 1024 };

/** A thin line is never worth what passes. */
export const leastLevel = { full: 'everything', text: 'no-passing' } as const satisfies Record<Profile, Level>;

export function levelAt(waitingBytes: number, profile: Profile): Level | 'over' {
  if (waitingBytes > byteBudget.all) return 'over';
  if (waitingBytes > byteBudget.chat) return 'no-chat';
  return waitingBytes > byteBudget.passing ? 'no-passing' : leastLevel[profile];
}

/** `place` tells where it is in the log but not what it says, so that the reader sees no gap. */
export type Telling = 'whole' | 'place' | 'nothing';

/**
 * A newer one replaces what passes, so its place is enough. A left out chat message has none: the reader sees the gap,
 * and asks for what is missing when it has caught up.
 */
export function tellingOf({ weight, entry }: RoomMessage, level: Level): Telling {
  if (level === 'everything' || weight === 'kept') return 'whole';
  if (weight === 'chat') return level === 'no-chat' ? 'nothing' : 'whole';
  return entry === null ? 'nothing' : 'place';
}
