import { Inject, Injectable } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { CommandName, Settings } from '#libs/contracts';
import { SETTINGS } from '#libs/platform';

const seconds = 10;
/** Pieces of speech in ten seconds: it comes in many small ones. */
const speechPoints = 100;
/** Who goes on so far beyond the limit is not listening. */
const patience = 10;

export type Verdict = { kind: 'allowed' } | { kind: 'limited'; retryAfterMs: number } | { kind: 'hopeless' };

/** How often one connection may send. Frames that are no command count as well. */
@Injectable()
export class CommandLimits {
  readonly #speech = new RateLimiterMemory({ points: speechPoints, duration: seconds });
  readonly #other: RateLimiterMemory;

  constructor(@Inject(SETTINGS) settings: Settings) {
    this.#other = new RateLimiterMemory({ points: settings.COMMANDS_PER_CONNECTION, duration: seconds });
  }

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
