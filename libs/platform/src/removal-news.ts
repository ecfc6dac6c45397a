import { openRedis, type RedisClient } from './open-redis.js';
import type { RedisAddress } from './redis-address.js';

/** One for all: what is removed is rare. */
const channel = 'silkcast:removed-values';

/** Keys whose values are gone, or `any` when there is no telling which. */
export type Removed = readonly string[] | 'any';

/**
 * A connection on which a process hears what others removed (Redis sharded pub/sub). After every beginning, the first
 * one too, it tells of `any`: it may have missed something before.
 */
export function listenForRemovals(address: RedisAddress, heard: (removed: Removed) => void): RedisClient {
  const client = openRedis(address, { connectionName: 'silkcast-removals', autoResubscribe: false });
  const listen = () =>
    void client.ssubscribe(channel).then(
      () => heard('any'),
      () => {},
    );
  client.on('smessage', (_, keys: string) => heard(JSON.parse(keys) as string[]));
  client.on('ready', listen);
  // a cluster is ready as a whole; this tells that one of its nodes is listened to anew
  client.on('subscribersReady', listen);
  // the session log tells that Redis is away
  client.on('error', () => {});
  client.connect().catch(() => {});
  return client;
}

/** Never rejects: whoever is not told finds out when the time of a value is over. */
export const tellRemoved = (client: RedisClient, keys: readonly string[]): Promise<unknown> =>
  client.spublish(channel, JSON.stringify(keys)).catch(() => {});
