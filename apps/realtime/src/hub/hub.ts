import { Inject, Injectable } from '@nestjs/common';
import type { Settings } from '#libs/contracts';
import { Metrics, SETTINGS } from '#libs/platform';
import { SessionLog, type Unsubscribe } from '#libs/session-log';
import { Room } from './room.js';
import type { Outlet, Reader, Seat } from './seat.js';

type OpenRoom = { room: Room; subscribed: Promise<Unsubscribe> };

/** Frames of the text profile are batched: fewer, so that they suit a thin line. Milliseconds. */
const textTickMs = 1000;

/** All rooms of this node. Each listens to its session's log while somebody is in it. */
@Injectable()
export class Hub {
  readonly #rooms = new Map<string, OpenRoom>();
  #onNewLanguage: (room: Room) => void = () => {};

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly log: SessionLog,
    private readonly metrics: Metrics,
  ) {}

  /** Resolves when everything that is appended from now on is kept for this seat, or sent to it once it has begun. */
  async enter(sessionId: string, reader: Reader, outlet: Outlet): Promise<Seat> {
    const { room, subscribed } = this.#rooms.get(sessionId) ?? this.#open(sessionId);
    const seat = room.take(reader, outlet);
    try {
      await subscribed;
      return seat;
    } catch (error) {
      seat.leave();
      throw error;
    }
  }

  get rooms(): Room[] {
    return [...this.#rooms.values()].map(({ room }) => room);
  }

  /** Calls back when a room gets the first viewer of a language: translation should not wait for the next report. */
  whenNewLanguage(callback: (room: Room) => void): void {
    this.#onNewLanguage = callback;
  }

  #open(sessionId: string): OpenRoom {
    const room = new Room(sessionId, {
      tickMs: { full: this.settings.FANOUT_TICK_MS, text: textTickMs },
      encoded: () => this.metrics.framesEncoded.inc(),
      delivered: (count) => this.metrics.deliveries.inc(count),
      newLanguage: () => this.#onNewLanguage(room),
      empty: () => this.#close(sessionId, room),
    });
    const open = { room, subscribed: this.log.subscribe(sessionId, room) };
    this.#rooms.set(sessionId, open);
    return open;
  }

  #close(sessionId: string, room: Room): void {
    const open = this.#rooms.get(sessionId);
    if (open?.room !== room) return;
    this.#rooms.delete(sessionId);
    // a subscription that failed was told to whoever waited for it
    void open.subscribed.then((unsubscribe) => unsubscribe()).catch(() => {});
  }
}
