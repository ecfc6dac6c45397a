import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { type Actor, channels } from '#libs/contracts';
import { AuditStore, Database, type OutboxEvent } from '#libs/database';
import { Outbox } from '#libs/session-log';
import { Sessions } from '#libs/sessions';
import { ModerationStore } from './moderation.store.js';
import { staff } from './standing.js';

/** Says how long a viewer waits between two messages, and tells the room when that is new. */
@Injectable()
export class SetSlowMode {
  constructor(
    private readonly database: Database,
    private readonly sessions: Sessions,
    private readonly store: ModerationStore,
    private readonly outbox: Outbox,
    private readonly audit: AuditStore,
  ) {}

  /** @throws DomainError `session.not-found`, `account.forbidden` */
  async set(actor: Actor, idOrSlug: string, seconds: number): Promise<void> {
    const session = await this.sessions.findAs(actor, idOrSlug, staff);
    const event: OutboxEvent = {
      id: uuidv7(),
      sessionId: session.id,
      channel: channels.control,
      event: { type: 'chat.slow-mode', seconds },
    };
    const isNew = await this.database.transaction(async (client) => {
      const changed = await this.store.setSlowMode(client, session.id, seconds);
      if (!changed) return false;
      await this.outbox.write(client, [event]);
      await this.audit.write(client, {
        actor,
        action: 'slow-mode.set',
        sessionId: session.id,
        detail: String(seconds),
      });
      return true;
    });
    if (isNew) await this.outbox.deliver([event]);
  }
}
