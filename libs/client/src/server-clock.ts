/**
 * The server's clock as seen from here. Deadlines (`expiresAt`) are on the server's clock, and a viewer's own clock may
 * be minutes off.
 */
export class ServerClock {
  private offsetMs = 0;

  constructor(private readonly localNow: () => number = Date.now) {}

  /** @param serverTime what the server's clock showed just now, ISO 8601 */
  set(serverTime: string): void {
    this.offsetMs = Date.parse(serverTime) - this.localNow();
  }

  /** Unix milliseconds on the server's clock. */
  now(): number {
    return this.localNow() + this.offsetMs;
  }
}
