import type { RoomMessage } from './room-message.js';
import { messageFrame } from './text-frame.js';

/** How much is left out for a viewer: nothing, what passes, chat as well. */
export const levels = ['everything', 'no-passing', 'no-chat'] as const;
export type Level = (typeof levels)[number];

/**
 * Bytes that may wait for a socket, beside what the kernel has taken, before more is left out. They bound what a
 * stalled viewer costs: frames are shared, so it holds references and a few hundred bytes for each.
 */
export const byteBudget = { passing: 16 * 1024, chat: 48 * 1024, all: 96 * 1024 };

export function levelAt(waitingBytes: number): Level | 'over' {
  if (waitingBytes > byteBudget.all) return 'over';
  if (waitingBytes > byteBudget.chat) return 'no-chat';
  return waitingBytes > byteBudget.passing ? 'no-passing' : 'everything';
}

const at = (level: Level, { json, weight, substitute }: RoomMessage): string | null => {
  if (level === 'everything' || weight === 'kept') return json;
  if (weight === 'passing') return substitute;
  return level === 'no-chat' ? null : json;
};

/** The frames of one flush, each made when the first socket needs it. */
export class FlushFrames {
  readonly #made = new Map<Level, Buffer | null>();

  constructor(
    private readonly messages: readonly RoomMessage[],
    private readonly encoded: () => void,
  ) {}

  get size(): number {
    return this.messages.length;
  }

  /** `null` when nothing is left at this level. */
  frame(level: Level): Buffer | null {
    const made = this.#made.get(level);
    if (made !== undefined) return made;
    const left = this.messages.flatMap((message) => at(level, message) ?? []);
    const frame = left.length === 0 ? null : messageFrame(left);
    this.#made.set(level, frame);
    if (frame !== null) this.encoded();
    return frame;
  }
}
