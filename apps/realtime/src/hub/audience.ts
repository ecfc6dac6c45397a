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

/**
 * All sockets of this node that read a session in one language and profile: they get the same bytes. A quiet audience
 * is written to at once; a busy one shares a frame for each tick, and what may not wait takes along what waits.
 */
export class Audience {
  readonly seats = new Set<Seat>();
  readonly #channels: ReadonlySet<Channel>;
  #waiting: RoomMessage[] = [];
  #timer: NodeJS.Timeout | undefined;
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
    const quietFor = performance.now() - this.#lastFlush;
    if (quietFor >= this.tickMs || (message.urgent && this.profile === 'full')) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), this.tickMs - quietFor);
  }

  /** Writes what waits, so that whoever sits down now starts behind it. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#waiting.length === 0) return;
    const frames = new FlushFrames(this.profile, this.#waiting, () => this.meter.encoded());
    this.#waiting = [];
    for (const seat of this.seats) seat.take(frames);
    // behind the last write: a crowd that takes longer to write to than a tick gets fewer frames, not one for each message
    this.#lastFlush = performance.now();
    this.meter.delivered(frames.size * this.seats.size);
  }

  close(): void {
    clearTimeout(this.#timer);
  }
}
