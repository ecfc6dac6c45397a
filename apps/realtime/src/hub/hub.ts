import { Inject, Injectable } from '@nestjs/common';
import type { Positions, Settings } from '#libs/contracts';
import { Metrics, SETTINGS } from '#libs/platform';
import { SessionLog, type Subscription } from '#libs/session-log';
import type { Outlet } from './outlet.js';
import { Room } from './room.js';
import type { Reader, Seat } from './seat.js';

type OpenRoom = { room: Room; following: Promise<Subscription> };

/** `from` is where the seat's own news begin: what it needs from before is in the log, all of it. */
export type TakenSeat = { seat: Seat; from: Positions };

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

  async enter(sessionId: string, reader: Reader, outlet: Outlet): Promise<TakenSeat> {
    const { room, following } = this.#rooms.get(sessionId) ?? this.#open(sessionId);
    const seat = room.take(reader, outlet);
    try {
      await following;
      return { seat, from: room.positionFor(seat.reader) };
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
    const close = () => this.#close(sessionId, open);
    const room: Room = new Room(sessionId, {
      tickMs: { full: this.settings.FANOUT_TICK_MS, text: textTickMs },
      encoded: () => this.metrics.framesEncoded.inc(),
      delivered: (count) => this.metrics.deliveries.inc(count),
      newLanguage: () => this.#onNewLanguage(room),
      retire: close,
      empty: close,
    });
    const open: OpenRoom = { room, following: this.#follow(sessionId, room) };
    this.#rooms.set(sessionId, open);
    return open;
  }

  async #follow(sessionId: string, room: Room): Promise<Subscription> {
    const subscription = await this.log.subscribe(sessionId, room);
    room.follow(subscription.from);
    return subscription;
  }

  #close(sessionId: string, open: OpenRoom): void {
    if (this.#rooms.get(sessionId) !== open) return;
    this.#rooms.delete(sessionId);
    // a subscription that failed was told to whoever waited for it
    void open.following.then(({ unsubscribe }) => unsubscribe()).catch(() => {});
  }
}
