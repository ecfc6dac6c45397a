import { setTimeout as pause } from 'node:timers/promises';
import type { Channel, LogEntry, Positions } from '#libs/contracts';
import type { RedisClient } from '#libs/platform';
import { GapFiller } from '../gap-filler.js';
import { Listeners } from '../listeners.js';
import type { LogListener, LogRead, Position, Subscription } from '../session-log.js';
import { redisKeys } from './redis-keys.js';

/** How a feed asks the log for what it has missed. */
interface LogSource {
  heads(sessionId: string): Promise<Positions>;
  read(sessionId: string, channel: Channel, after: Position): Promise<LogRead>;
}

type Feed = { listeners: Listeners; filler: GapFiller; ready: Promise<void> };

/** One sharded subscription for each session that somebody in this process listens to. */
export class RedisFeeds {
  readonly #feeds = new Map<string, Feed>();
  readonly #sessionOf = new Map<string, string>();

  constructor(
    private readonly subscriber: RedisClient,
    private readonly log: LogSource,
  ) {
    subscriber.on('smessage', (live: string, text: string) => this.#receive(live, text));
    subscriber.on('ready', () => this.#catchUp());
    // a cluster is ready as a whole; this tells that one of its nodes is listened to anew
    subscriber.on('subscribersReady', () => this.#catchUp());
  }

  async subscribe(sessionId: string, listener: LogListener): Promise<Subscription> {
    const feed = this.#feeds.get(sessionId) ?? this.#open(sessionId);
    feed.listeners.add(listener);
    const unsubscribe = async () => {
      feed.listeners.delete(listener);
      if (feed.listeners.size === 0) await this.#close(sessionId, feed);
    };
    try {
      await feed.ready;
    } catch (error) {
      await unsubscribe();
      throw error;
    }
    return { from: feed.filler.positions, unsubscribe };
  }

  #open(sessionId: string): Feed {
    const listeners = new Listeners();
    const filler = new GapFiller((channel, after) => this.log.read(sessionId, channel, after), listeners, pause);
    const feed = { listeners, filler, ready: this.#start(sessionId, filler) };
    this.#feeds.set(sessionId, feed);
    return feed;
  }

  /** Subscribes first and asks for the heads then: what comes in between is known or kept. */
  async #start(sessionId: string, filler: GapFiller): Promise<void> {
    const { live } = redisKeys(sessionId);
    this.#sessionOf.set(live, sessionId);
    await this.subscriber.ssubscribe(live);
    filler.start(await this.log.heads(sessionId));
  }

  async #close(sessionId: string, feed: Feed): Promise<void> {
    feed.filler.stop();
    if (this.#feeds.get(sessionId) !== feed) return;
    const { live } = redisKeys(sessionId);
    this.#feeds.delete(sessionId);
    this.#sessionOf.delete(live);
    // when the connection is gone, so is the subscription
    await this.subscriber.sunsubscribe(live).catch(() => {});
  }

  #receive(live: string, text: string): void {
    const sessionId = this.#sessionOf.get(live);
    if (sessionId === undefined) return;
    const filler = this.#feeds.get(sessionId)?.filler;
    // entries that were stored together; JSON has no line break of its own
    for (const entry of text.split('\n')) filler?.receive(JSON.parse(entry) as LogEntry);
  }

  /** The connection is there again, without its subscriptions, and something may have been published meanwhile. */
  #catchUp(): void {
    for (const [sessionId, feed] of this.#feeds) void this.#recover(sessionId, feed);
  }

  async #recover(sessionId: string, feed: Feed): Promise<void> {
    for (let attempt = 1; this.#feeds.get(sessionId) === feed; attempt++) {
      try {
        await this.subscriber.ssubscribe(redisKeys(sessionId).live);
        const before = feed.filler.positions;
        feed.filler.catchUp(await this.log.heads(sessionId), before);
        return;
      } catch {
        await pause(Math.min(2000, 100 * attempt));
      }
    }
  }
}
