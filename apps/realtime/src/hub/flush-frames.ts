import type { Profile } from './audience.js';
import { compactText } from './compact-text.js';
import { Frame, type Framing } from './frame.js';
import { fullText } from './full-text.js';
import { type Level, tellingOf } from './pressure.js';
import type { RoomMessage } from './room-message.js';

const textOf = { full: fullText, text: compactText };

/** The frames of one flush, each made when the first viewer needs it: by level, and by how its line is framed. */
export class FlushFrames {
  readonly #made = new Map<Framing, Map<Level, Frame | null>>();

  constructor(
    private readonly profile: Profile,
    private readonly messages: readonly RoomMessage[],
    private readonly encoded: () => void,
  ) {}

  get size(): number {
    return this.messages.length;
  }

  /** `null` when nothing is left at this level. */
  frame(level: Level, framing: Framing): Frame | null {
    let made = this.#made.get(framing);
    if (made === undefined) this.#made.set(framing, (made = new Map()));
    let frame = made.get(level);
    if (frame === undefined) made.set(level, (frame = this.#make(level, framing)));
    return frame;
  }

  #make(level: Level, framing: Framing): Frame | null {
    const told = this.messages.filter((message) => tellingOf(message, level) !== 'nothing');
    if (told.length === 0) return null;
    this.encoded();
    return new Frame(framing(textOf[this.profile](told, level)), told);
  }
}
