import type { Settings } from '#libs/contracts';

/** Who we are to every node of a cluster, also to those that only the cluster itself tells of. */
type Access = { username?: string; password?: string; tls?: object };
type ClusterAddress = { kind: 'cluster'; nodes: { host: string; port: number }[]; access: Access };
export type RedisAddress = { kind: 'single'; url: string } | ClusterAddress;

/** Where Redis is; `undefined` in standalone. Several addresses, or REDIS_CLUSTER, mean a Redis Cluster. */
export function redisAddress(settings: Pick<Settings, 'REDIS_URL' | 'REDIS_CLUSTER'>): RedisAddress | undefined {
  if (settings.REDIS_URL === undefined) return undefined;
  const urls = settings.REDIS_URL.split(',').map((url) => url.trim());
  const [first] = urls as [string];
  if (urls.length === 1 && !settings.REDIS_CLUSTER) return { kind: 'single', url: first };
  const nodes = urls
    .map((url) => new URL(url))
    .map(({ hostname, port }) => ({ host: hostname, port: Number(port || 6379) }));
  return { kind: 'cluster', nodes, access: accessOf(new URL(first)) };
}

const accessOf = ({ username, password, protocol }: URL): Access => ({
  ...(username !== '' && { username: decodeURIComponent(username) }),
  ...(password !== '' && { password: decodeURIComponent(password) }),
  ...(protocol === 'rediss:' && { tls: {} }),
});
