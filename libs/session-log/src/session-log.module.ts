import { Global, Inject, Injectable, Module, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { Settings } from '#libs/contracts';
import { Health, redisAddress, SETTINGS } from '#libs/platform';
import { LogArchiver, NothingToArchive } from './log-archiver.js';
import { MemoryPresence } from './memory/memory-presence.js';
import { MemorySessionLog } from './memory/memory-session-log.js';
import { Outbox } from './outbox.js';
import { Presence } from './presence.js';
import { closeRedis, connectRedis, type RedisConnections } from './redis/redis-connections.js';
import { RedisLogArchiver } from './redis/redis-log-archiver.js';
import { RedisPresence } from './redis/redis-presence.js';
import { RedisSessionLog } from './redis/redis-session-log.js';
import { SessionArchive } from './session-archive.store.js';
import { SessionLog } from './session-log.js';

/** `null` in standalone. */
const REDIS = Symbol('redis connections');

const presenceForgetMs = (settings: Settings) => settings.PRESENCE_SECONDS * 4 * 1000;

@Injectable()
class RedisLife implements OnModuleInit, OnApplicationShutdown {
  constructor(
    @Inject(REDIS) private readonly redis: RedisConnections | null,
    private readonly health: Health,
  ) {}

  onModuleInit(): void {
    const { redis } = this;
    if (redis !== null) this.health.register('redis', () => redis.commands.ping(), 'helpful');
  }

  onApplicationShutdown(): void {
    if (this.redis !== null) closeRedis(this.redis);
  }
}

/** The log, its archive and presence: on Redis when REDIS_URL is set, else in this process and PostgreSQL. */
@Global()
@Module({
  providers: [
    SessionArchive,
    Outbox,
    RedisLife,
    {
      provide: REDIS,
      inject: [SETTINGS],
      useFactory: (settings: Settings) => {
        const address = redisAddress(settings);
        return address === undefined ? null : connectRedis(address);
      },
    },
    {
      provide: SessionLog,
      inject: [SETTINGS, REDIS, SessionArchive],
      useFactory: (settings: Settings, redis: RedisConnections | null, archive: SessionArchive) =>
        redis === null
          ? new MemorySessionLog(archive, settings.SESSION_LOG_KEEP)
          : new RedisSessionLog(redis, settings.SESSION_LOG_KEEP),
    },
    {
      provide: Presence,
      inject: [SETTINGS, REDIS],
      useFactory: (settings: Settings, redis: RedisConnections | null) =>
        redis === null
          ? new MemoryPresence(presenceForgetMs(settings))
          : new RedisPresence(redis.commands, presenceForgetMs(settings)),
    },
    {
      provide: LogArchiver,
      inject: [REDIS, SessionArchive],
      useFactory: (redis: RedisConnections | null, archive: SessionArchive) =>
        redis === null ? new NothingToArchive() : new RedisLogArchiver(redis.commands, archive),
    },
  ],
  exports: [SessionLog, SessionArchive, Presence, LogArchiver, Outbox],
})
export class SessionLogModule {}
