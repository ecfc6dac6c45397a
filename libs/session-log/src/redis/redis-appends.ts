import { uuidv7 } from 'uuidv7';
import { type Channel, laneOf, type LogEntry, type SessionEvent } from '#libs/contracts';
import { sourceOf, takenAwayBy, withoutText } from '../removed-text.js';
import type { RedisConnections } from './redis-connections.js';
import { redisKeys } from './redis-keys.js';

const hour = 3600;
const day = 24 * hour;
/** A session's log leaves Redis so long after its last entry; the archive has it. */
export const idleSeconds = 7 * day;
const idSeconds = { live: hour, durable: day };
/** How much longer than usual a stream may grow while nobody archives it. */
const hardKeepFactor = 50;
/** Redis does nothing else while a script runs: so few entries take it a few milliseconds. */
const mostTogether = 200;

/** `exists`: the log has an entry of this id, and where. */
export type Appended = { entry: LogEntry; exists: boolean };
type Waiting = {
  channel: Channel;
  event: SessionEvent;
  id: string;
  /** The message or segment that it is a text of, as long as that may have been taken away. */
  source: string | undefined;
  resolve: (appended: Appended) => void;
  reject: (error: unknown) => void;
};

/** Entries on their way into Redis: those of one session that come in one turn of the event loop share a script. */
export class RedisAppends {
  readonly #waiting = new Map<string, Waiting[]>();

  constructor(
    private readonly connections: RedisConnections,
    private readonly keep: number,
  ) {}

  append(sessionId: string, channel: Channel, event: SessionEvent, id: string): Promise<Appended> {
    // an original is said before it can be taken away
    const isText = takenAwayBy(event) === undefined && event.type !== 'chat.message';
    const source = isText ? sourceOf(event) : undefined;
    return new Promise((resolve, reject) => this.#add(sessionId, { channel, event, id, source, resolve, reject }));
  }

  #add(sessionId: string, one: Waiting): void {
    if (this.#waiting.size === 0) setImmediate(() => this.#flush());
    const waiting = this.#waiting.get(sessionId);
    if (waiting === undefined) this.#waiting.set(sessionId, [one]);
    else waiting.push(one);
  }

  #flush(): void {
    const sessions = [...this.#waiting];
    this.#waiting.clear();
    for (const [sessionId, waiting] of sessions) {
      for (let at = 0; at < waiting.length; at += mostTogether)
        void this.#store(sessionId, waiting.slice(at, at + mostTogether));
    }
  }

  async #store(sessionId: string, waiting: readonly Waiting[]): Promise<void> {
    const at = new Date().toISOString();
    const keys = redisKeys(sessionId);
    const ofEach = waiting.flatMap(({ channel, event, id, source }) => [
      channel,
      // the script closes the object behind the epoch and the number that it gives
      JSON.stringify({ channel, id, at, event }).slice(0, -1),
      idSeconds[laneOf(event)],
      takenAwayBy(event) ?? '',
      source ?? '',
    ]);
    try {
      const [epoch, ...answers] = await this.connections.commands.appendEntries(
        4 + 2 * waiting.length,
        keys.heads,
        keys.unarchived,
        keys.live,
        keys.removed,
        ...waiting.flatMap(({ channel, id }) => [keys.stream(channel), keys.id(id)]),
        uuidv7(),
        at,
        this.keep,
        this.keep * hardKeepFactor,
        idleSeconds,
        ...ofEach,
      );
      for (const [index, one] of waiting.entries()) this.#answer(sessionId, one, epoch, answers[index] ?? 0, at);
    } catch (error) {
      for (const { reject } of waiting) reject(error);
    }
  }

  #answer(sessionId: string, one: Waiting, epoch: string, answer: number | [string, number, string], at: string): void {
    const { channel, event, id, resolve } = one;
    if (answer === 0) return this.#add(sessionId, { ...one, event: withoutText(event), source: undefined });
    if (typeof answer === 'number')
      return resolve({ entry: { channel, epoch, seq: answer, id, at, event }, exists: false });
    const [inChannel, seq, since] = answer;
    resolve({ entry: { channel: inChannel as Channel, epoch, seq, id, at: since, event }, exists: true });
  }
}
