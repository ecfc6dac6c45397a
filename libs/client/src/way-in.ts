import type { Way } from './line.js';

/** So many sockets in a row that ended before any welcome show that the network lets none through. */
const ENOUGH_FAILURES = 3;
/** Close codes from here on are our server's own (RFC 6455, 7.4.2): what carries them lets sockets through. */
const FIRST_OWN_CODE = 4000;

/**
 * Which way to try next. A stream that fails as well speaks for a server that is away: then the two take turns.
 */
export class WayIn {
  private way: Way = 'socket';
  private held = false;
  private failures = 0;

  constructor(private readonly mayStream: boolean) {}

  next(): Way {
    const streamFailed = this.way === 'stream' && !this.held;
    this.way = this.mayStream && this.failures >= ENOUGH_FAILURES && !streamFailed ? 'stream' : 'socket';
    this.held = false;
    return this.way;
  }

  welcomed(way: Way): void {
    this.way = way;
    this.held = true;
    if (way === 'socket') this.failures = 0;
  }

  lost(code: number): void {
    if (this.way === 'socket' && !this.held) this.failures = code < FIRST_OWN_CODE ? this.failures + 1 : 0;
  }
}
