import { type Cluster, Redis, type RedisOptions } from 'ioredis';
import { PatientCluster } from './patient-cluster.js';
import type { RedisAddress } from './redis-address.js';
import { writeTogether } from './write-together.js';

/** One Redis or one Redis Cluster: both take the same commands. */
export type RedisClient = Redis | Cluster;

type Options = Pick<
  RedisOptions,
  'autoResubscribe' | 'commandTimeout' | 'connectionName' | 'connectTimeout' | 'maxRetriesPerRequest' | 'scripts'
>;

/** After how many milliseconds a lost connection is tried again: a Redis that is back is found within a second. */
export const reconnectSoon = (attempt: number) => Math.min(1000, 50 * attempt) + Math.random() * 100;

/**
 * Connects with the first command, and again for as long as it takes. The caller listens to its `error` events and
 * disconnects it at the end.
 */
export function openRedis(address: RedisAddress, options: Options): RedisClient {
  if (address.kind === 'single') {
    const redis = new Redis(address.url, { ...options, lazyConnect: true, retryStrategy: reconnectSoon });
    return redis.on('connect', () => writeTogether(redis.stream));
  }
  const { scripts, ...redisOptions } = options;
  return new PatientCluster(address.nodes, {
    lazyConnect: true,
    clusterRetryStrategy: reconnectSoon,
    shardedSubscribers: true,
    redisOptions: { ...redisOptions, ...address.access },
    ...(scripts && { scripts }),
    // a certificate is made out to a name, not to the number behind it
    ...(address.access.tls && { dnsLookup: (host, found) => found(null, host) }),
  });
}
