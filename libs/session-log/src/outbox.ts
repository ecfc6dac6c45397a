import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { GroupCommit, type OutboxEvent, OutboxStore, type Queryable } from '#libs/database';
import { errorFields } from '#libs/platform';
import { SessionLog } from './session-log.js';

/** How long a process may take to deliver what it decided before the relay does it, in milliseconds. */
const overdueMs = 1000;
/** How long whoever decided something waits until the log has it, in milliseconds: what is decided is committed. */
const patienceMs = 250;

/**
 * Carries decided events to the session log. They are written in the transaction that decided them, appended after its
 * commit, and appended by the relay if the process died in between. The log knows an event's id, so nothing doubles.
 */
@Injectable()
export class Outbox {
  readonly #logger = new Logger(Outbox.name);
  /** In a rush one statement marks what many have delivered. */
  readonly #delivered = new GroupCommit<readonly string[], null>(
    async (lists) => {
      await this.store.markDelivered(lists.flat());
      return lists.map(() => null);
    },
    () => false,
  );

  constructor(
    private readonly store: OutboxStore,
    private readonly log: SessionLog,
  ) {}

  /** Call it inside the transaction. */
  write(client: Queryable, events: readonly OutboxEvent[]): Promise<unknown> {
    return this.store.write(client, events);
  }

  /**
   * Call it after the commit. Never throws, and never keeps a buyer waiting for a log that is away: what is not there
   * within a moment goes on behind the caller's back, and what can not be delivered now, the relay delivers later.
   */
  async deliver(events: readonly OutboxEvent[]): Promise<void> {
    const patience = new AbortController();
    const enough = pause(patienceMs, undefined, { signal: patience.signal }).catch(() => {});
    const appended = this.#append(events);
    void appended.then((delivered) => this.#mark(delivered));
    await Promise.race([appended, enough]);
    patience.abort();
  }

  /** What these sessions wait for because the log can not be reached, oldest first, and so many at most. */
  waiting(sessionIds: readonly string[], limit: number): Promise<OutboxEvent[]> {
    return this.store.overdueIn(sessionIds, overdueMs, limit);
  }

  /** Delivers what is overdue, oldest first. Returns how many there were. */
  async relay(): Promise<number> {
    const overdue = await this.store.overdue(overdueMs, 200);
    await this.#mark(await this.#append(overdue));
    return overdue.length;
  }

  /**
   * All are on their way at once, in their order; what follows the first that failed is left to the relay with it.
   * Answers which the log has.
   */
  async #append(events: readonly OutboxEvent[]): Promise<readonly OutboxEvent[]> {
    const appended = await Promise.allSettled(
      events.map(({ id, sessionId, channel, event }) => this.log.append(sessionId, channel, event, id)),
    );
    const failed = appended.findIndex(({ status }) => status === 'rejected');
    const delivered = failed < 0 ? events : events.slice(0, failed);
    if (failed >= 0) {
      const { reason } = appended[failed] as PromiseRejectedResult;
      this.#logger.warn(
        { waiting: events.length - delivered.length, err: errorFields(reason as Error) },
        'session log not reachable',
      );
    }
    return delivered;
  }

  /** Never throws: what is not marked is delivered again by the relay, and known to the log by then. */
  async #mark(delivered: readonly OutboxEvent[]): Promise<void> {
    if (delivered.length === 0) return;
    await this.#delivered.submit(delivered.map(({ id }) => id)).catch(() => {});
  }
}
