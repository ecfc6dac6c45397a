import { Logger } from '@nestjs/common';
import type { ClientContext, Result } from 'ioredis';
import { errorFields, openRedis, type RedisAddress, type RedisClient } from '#libs/platform';
import { advanceArchiveLua } from './advance-archive.lua.js';
import { appendEntriesLua } from './append-entries.lua.js';
import { readViewersLua, reportViewersLua } from './presence.lua.js';

declare module 'ioredis' {
  // the type parameters must be those of the interface that is extended
  interface RedisCommander<Context extends ClientContext> {
    appendEntries(
      numberOfKeys: number,
      ...keysAndArguments: (string | number)[]
    ): Result<[epoch: string, ...answers: (number | [channel: string, seq: number, at: string])[]], Context>;
    advanceArchive(...keysAndArguments: (string | number)[]): Result<0 | 1, Context>;
    reportViewers(...keysAndArguments: (string | number)[]): Result<1, Context>;
    readViewers(...keys: string[]): Result<[reports: string[], languages: [string, number][]], Context>;
  }
}

/** What a process holds: a connection for commands and one that listens. */
export interface RedisConnections {
  commands: RedisClient;
  subscriber: RedisClient;
}

/** Scripts that every connection for commands knows; Redis is sent their text once and their hash from then on. */
export const redisScripts = {
  // as many keys as a call says
  appendEntries: { lua: appendEntriesLua },
  advanceArchive: { lua: advanceArchiveLua, numberOfKeys: 2 },
  reportViewers: { lua: reportViewersLua, numberOfKeys: 2 },
  readViewers: { lua: readViewersLua, numberOfKeys: 2 },
};

/** Commands fail after two seconds instead of waiting for a Redis that is away: a caller is waiting behind them. */
const commandTimeoutMs = 2000;

export function connectRedis(address: RedisAddress): RedisConnections {
  const options = { commandTimeout: commandTimeoutMs, maxRetriesPerRequest: 2 };
  const open = (own: Parameters<typeof openRedis>[1]) => watched(openRedis(address, { ...options, ...own }));
  return {
    commands: open({ connectionName: 'silkcast-log', scripts: redisScripts }),
    // the feeds subscribe again themselves, because they must know when it is done
    subscriber: open({ connectionName: 'silkcast-feed', autoResubscribe: false }),
  };
}

/** Without a listener every lost connection would be printed; one line for each time it gets lost is enough. */
function watched(client: RedisClient): RedisClient {
  const logger = new Logger('Redis');
  let down = false;
  client.on('error', (error: Error) => {
    if (!down) logger.warn({ err: errorFields(error) }, 'Redis can not be reached');
    down = true;
  });
  client.on('ready', () => {
    if (down) logger.log('Redis is back');
    down = false;
  });
  return client;
}

export function closeRedis({ commands, subscriber }: RedisConnections): void {
  subscriber.disconnect();
  commands.disconnect();
}
