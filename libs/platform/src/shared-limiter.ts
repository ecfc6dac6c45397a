import { type RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible';

type Waiting = { resolve: (retryAfterMs: number) => void; reject: (error: unknown) => void };

/**
 * One limit. Points of a key that are wanted while others of it are being counted are counted together afterwards: a
 * whole session in a rush asks Redis once for each answer, not once for each viewer. Who came first is served first.
 */
export class SharedLimiter {
  /** Those who want a point of a key, while somebody counts for it. */
  readonly #waiting = new Map<string, Waiting[]>();

  constructor(private readonly limiter: RateLimiterAbstract) {}

  /** @returns 0, or in how many milliseconds there is a point again */
  take(key: string): Promise<number> {
    return new Promise((resolve, reject) => {
      const line = this.#waiting.get(key);
      if (line !== undefined) {
        line.push({ resolve, reject });
        return;
      }
      this.#waiting.set(key, [{ resolve, reject }]);
      void this.#serve(key);
    });
  }

  async giveBack(key: string): Promise<void> {
    await this.limiter.reward(key, 1).catch(() => {});
  }

  async #serve(key: string): Promise<void> {
    for (let line = this.#waiting.get(key); line !== undefined && line.length > 0; line = this.#waiting.get(key)) {
      this.#waiting.set(key, []);
      await this.#count(key, line);
    }
    this.#waiting.delete(key);
  }

  async #count(key: string, line: readonly Waiting[]): Promise<void> {
    try {
      const { consumedPoints, msBeforeNext } = await this.#consume(key, line.length);
      const before = consumedPoints - line.length;
      for (const [at, { resolve }] of line.entries())
        resolve(before + at < this.limiter.points ? 0 : Math.max(1, msBeforeNext));
    } catch (error) {
      for (const { reject } of line) reject(error);
    }
  }

  async #consume(key: string, points: number): Promise<RateLimiterRes> {
    try {
      return await this.limiter.consume(key, points);
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) return refusal;
      throw refusal;
    }
  }
}
