import { describe, expect, it } from '@jest/globals';
import { redisAddress } from './redis-address.js';
import { loadSettings } from './settings.js';

const addressOf = (REDIS_URL: string, REDIS_CLUSTER = 'off') =>
  redisAddress(
    loadSettings(
      { TOKEN_SIGNING_KEY: 'A'.repeat(43) },
      { DATABASE_URL: 'postgres://nowhere/none', REDIS_URL, REDIS_CLUSTER },
    ),
  );

describe('the address of Redis', () => {
  it('is none in standalone', () => {
    expect(addressOf('')).toBeUndefined();
  });

  it('is a server, with its database and password', () => {
    const url = 'redis://:secret@redis:6380/3';
    expect(addressOf(url)).toEqual({ kind: 'single', url });
  });

  it('is a cluster when it has several nodes, or when one is said to be of a cluster', () => {
    const [a, b] = [
      { host: 'a', port: 7001 },
      { host: 'b', port: 6379 },
    ];
    expect(addressOf('redis://a:7001, redis://b')).toEqual({ kind: 'cluster', nodes: [a, b], access: {} });
    expect(addressOf('redis://a:7001', 'on')).toEqual({ kind: 'cluster', nodes: [a], access: {} });
  });

  it('shows every node of a cluster the same user and password, and talks to all of them over TLS', () => {
    expect(addressOf('rediss://silk:p%40ss@a:7001,rediss://b:7002')).toMatchObject({
      access: { username: 'silk', password: 'p@ss', tls: {} },
    });
  });

  it.each(['redis://a,', 'redis://a,http://b', 'a:6379', ','])('is not %s', (url) => {
    expect(() => addressOf(url)).toThrow('The setting REDIS_URL is wrong');
  });
});
