import { Injectable } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { CommandName } from '#libs/contracts';

const seconds = 10;
/** Commands in ten seconds. Speech comes in many small pieces. */
const points = { speech: 100, other: 20 };
/** Who goes on so far beyond the limit is not listening. */
const patience = 10;

export type Verdict = { kind: 'allowed' } | { kind: 'limited'; retryAfterMs: number } | { kind: 'hopeless' };

/** How often one connection may send. Frames that are no command count as well. */
@Injectable()
export class CommandLimits {
  readonly #speech = new RateLimiterMemory({ points: points.speech, duration: seconds });
  readonly #other = new RateLimiterMemory({ points: points.other, duration: seconds });

  async take(connectionId: string, command: CommandName | null): Promise<Verdict> {
    const limiter = command === 'caption.say' ? this.#speech : this.#other;
    try {
      await limiter.consume(connectionId);
      return { kind: 'allowed' };
    } catch (limit) {
      if (!(limit instanceof RateLimiterRes)) throw limit;
      if (limit.consumedPoints > limiter.points * patience) return { kind: 'hopeless' };
      return { kind: 'limited', retryAfterMs: limit.msBeforeNext };
    }
  }

  async forget(connectionId: string): Promise<void> {
    await Promise.all([this.#speech.delete(connectionId), this.#other.delete(connectionId)]);
  }
}
