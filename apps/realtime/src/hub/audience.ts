import { audienceChannels, type Channel } from '#libs/contracts';
import { FlushFrames } from './flush-frames.js';
import type { RoomMessage } from './room-message.js';
import type { Seat } from './seat.js';

export type Profile = 'full' | 'text';

export interface FlushMeter {
  /** A frame was serialised. */
  encoded(): void;
  /** So many messages reached viewers. */
  delivered(count: number): void;
}

/** What has time is told this often at most, unless something else is told anyway. Milliseconds. */
const leisureMs = 500;
/** So many messages are a frame: more of them at once would make a slow line of a good one. */
const frameful = 50;

/**
 * All sockets of this node that read a session in one language and profile: they get the same bytes. A quiet audience
 * is written to at once; a busy one shares a frame for each tick, and what may not wait takes along what waits.
 */
export class Audience {
  readonly seats = new Set<Seat>();
  /** How many of the messages that wait are older than a seat. */
  #olderThan = new Map<Seat, number>();
  readonly #channels: ReadonlySet<Channel>;
  #waiting: RoomMessage[] = [];
  #timer: NodeJS.Timeout | undefined;
  /** When the timer goes off. */
  #due = Number.POSITIVE_INFINITY;
  #lastFlush = Number.NEGATIVE_INFINITY;

  constructor(
    readonly lang: string,
    readonly profile: Profile,
    private readonly tickMs: number,
    private readonly meter: FlushMeter,
  ) {
    this.#channels = new Set(audienceChannels(lang));
  }

  reads(channel: Channel): boolean {
    return this.#channels.has(channel);
  }

  add(message: RoomMessage): void {
    if (this.seats.size === 0) return;
    this.#waiting.push(message);
    const now = performance.now();
    const hasTime = message.haste === 'time' && this.#waiting.length < frameful;
    const due = this.#lastFlush + (hasTime ? Math.max(leisureMs, this.tickMs) : this.tickMs);
    if (now >= due || (message.haste === 'now' && this.profile === 'full')) this.flush();
    else if (due < this.#due) this.#flushAt(due, now);
  }

  /** Whoever sits down starts behind what waits; the others go on waiting for it, or each who comes would cost a frame. */
  seat(seat: Seat): void {
    this.seats.add(seat);
    if (this.#waiting.length > 0) this.#olderThan.set(seat, this.#waiting.length);
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#due = Number.POSITIVE_INFINITY;
    if (this.#waiting.length === 0) return;
    const framesBehind = this.#framesOf(this.#waiting);
    const olderThan = this.#olderThan;
    this.#waiting = [];
    this.#olderThan = new Map();
    let delivered = 0;
    for (const seat of this.seats) {
      const frames = framesBehind(olderThan.get(seat) ?? 0);
      seat.take(frames);
      delivered += frames.size;
    }
    // behind the last write: a crowd that takes longer to write to than a tick gets fewer frames, not one for each message
    this.#lastFlush = performance.now();
    this.meter.delivered(delivered);
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  #flushAt(due: number, now: number): void {
    clearTimeout(this.#timer);
    this.#due = due;
    this.#timer = setTimeout(() => this.flush(), due - now);
  }

  /** Frames of these messages without the first so many: all who came at the same moment share them. */
  #framesOf(messages: readonly RoomMessage[]): (older: number) => FlushFrames {
    const encoded = () => this.meter.encoded();
    const all = new FlushFrames(this.profile, messages, encoded);
    const behind = new Map<number, FlushFrames>();
    return (older) => {
      if (older === 0) return all;
      let frames = behind.get(older);
      if (frames === undefined)
        behind.set(older, (frames = new FlushFrames(this.profile, messages.slice(older), encoded)));
      return frames;
    };
  }
}
