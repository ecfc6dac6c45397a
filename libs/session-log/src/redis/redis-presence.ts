import type { Audience } from '#libs/contracts';
import type { RedisClient } from '#libs/platform';
import { Presence, type Viewers } from '../presence.js';
import { audienceOf, watchedLanguages, withoutZeros } from '../watched-languages.js';
import { rethrowRedisError } from './redis-errors.js';
import { redisKeys } from './redis-keys.js';

/** Longer than any LANGUAGE_IDLE_SECONDS. */
const rememberSeconds = 2 * 3600;

export class RedisPresence extends Presence {
  constructor(
    private readonly redis: RedisClient,
    private readonly forgetAfterMs: number,
  ) {
    super();
  }

  override async report(nodeId: string, sessionId: string, reported: Viewers): Promise<void> {
    const { viewers, watched } = redisKeys(sessionId);
    const report = JSON.stringify(withoutZeros(reported));
    await this.redis
      .reportViewers(viewers, watched, nodeId, report, this.forgetAfterMs, rememberSeconds)
      .catch(rethrowRedisError);
  }

  override async audience(sessionId: string): Promise<Audience> {
    return (await this.#read(sessionId)).audience;
  }

  override async nodes(sessionId: string): Promise<number> {
    return (await this.#read(sessionId)).nodes;
  }

  override async languages(sessionId: string, idleSeconds: number): Promise<string[]> {
    const { audience, lastWatched } = await this.#read(sessionId);
    return watchedLanguages(audience, lastWatched, idleSeconds * 1000);
  }

  async #read(sessionId: string) {
    const { viewers, watched } = redisKeys(sessionId);
    const [reports, lastWatched] = await this.redis.readViewers(viewers, watched).catch(rethrowRedisError);
    return {
      nodes: reports.length,
      audience: audienceOf(reports.map((report) => JSON.parse(report) as Viewers)),
      lastWatched,
    };
  }
}
