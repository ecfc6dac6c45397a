import { Injectable } from '@nestjs/common';
import { Database, type OutboxEvent } from '#libs/database';
import { Outbox } from '#libs/session-log';
import { toBuyer } from './buyer-news.js';
import { HoldRemindersStore } from './hold-reminders.store.js';
import { HoldsStore } from './holds.store.js';

/** Reminders that one transaction writes. */
const batch = 500;

/**
 * Tells buyers that half of their time is over, and when it ends. Each reminder goes out once, however many processes
 * look: it is taken in the transaction that writes it to the outbox.
 */
@Injectable()
export class RemindHolders {
  constructor(
    private readonly database: Database,
    private readonly reminders: HoldRemindersStore,
    private readonly holds: HoldsStore,
    private readonly outbox: Outbox,
  ) {}

  /** Returns how many reminders it sent. */
  async sweep(): Promise<number> {
    let sent = 0;
    for (let last = batch; last >= batch; sent += last) last = await this.#sendSome();
    return sent;
  }

  async #sendSome(): Promise<number> {
    const events = await this.database.transaction(async (client) => {
      const due = await this.reminders.take(client, batch);
      if (due.length === 0) return [];
      const kinds = new Map(due.map(({ holdId, kind }) => [holdId, kind]));
      const owned = await this.holds.ofOrders(
        client,
        due.map(({ orderId }) => orderId),
      );
      const told = owned.flatMap(({ buyerId, hold }): OutboxEvent[] => {
        const kind = kinds.get(hold.id);
        return kind ? [toBuyer(hold.sessionId, buyerId, { type: 'hold.reminder', hold, kind })] : [];
      });
      await this.outbox.write(client, told);
      return told;
    });
    await this.outbox.deliver(events);
    return events.length;
  }
}
