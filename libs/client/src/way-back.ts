import { type Backoff, reconnectDelay } from './backoff.js';
import { readDeparture } from './close-reason.js';
import type { Line, LineEvents } from './line.js';

/** A network that lets no socket through seldom changes its mind; a node that was away is back soon. */
export const defaultWayBack: Backoff = { firstMs: 15_000, mostMs: 600_000 };

export interface WayBackOptions {
  backoff: Backoff;
  random: () => number;
  /** `null` when none can be opened right now. */
  openSocket: (events: LineEvents) => Promise<Line | null>;
  /** From its welcome on the socket's events go to `events`. */
  changeOver: (socket: Line) => void;
  events: LineEvents;
}

/** Tries a socket beside the event stream from time to time. The stream goes on until the socket was welcomed. */
export class WayBack {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private socket: Line | null = null;
  private failures = 0;
  private rounds = 0;

  constructor(private readonly options: WayBackOptions) {}

  begin(askedMs = 0): void {
    this.stop();
    const { backoff, random } = this.options;
    const round = this.rounds;
    const delayMs = reconnectDelay(backoff, this.failures, random(), askedMs);
    this.timer = setTimeout(() => void this.attempt(round), delayMs);
  }

  stop(): void {
    this.rounds++;
    clearTimeout(this.timer);
    this.socket?.drop();
    this.socket = null;
  }

  private async attempt(round: number): Promise<void> {
    const { openSocket, events } = this.options;
    let taken = false;
    const socket = await openSocket({
      message: (message) => {
        if (message.type === 'welcome' && !taken) {
          taken = true;
          this.handOver();
        }
        events.message(message);
      },
      frameEnd: () => events.frameEnd(),
      lost: (code, reason) => (taken ? events.lost(code, reason) : this.fail(readDeparture(code, reason).retryAfterMs)),
    });
    if (round !== this.rounds) return socket?.drop();
    this.socket = socket;
    if (socket === null) this.fail();
  }

  private fail(askedMs = 0): void {
    this.failures++;
    this.begin(askedMs);
  }

  private handOver(): void {
    const { socket } = this;
    this.socket = null;
    this.failures = 0;
    this.stop();
    if (socket !== null) this.options.changeOver(socket);
  }
}
