import { Injectable } from '@nestjs/common';
import { type Actor, channels, DomainError } from '#libs/contracts';
import { AuditStore, Database } from '#libs/database';
import { removalId, SessionArchive, SessionLog } from '#libs/session-log';
import { Sessions } from '#libs/sessions';
import { staff } from './standing.js';

/** So far back the log is searched for what the archive, a second behind, may not hold yet. */
const entriesToLookAt = 1000;

/**
 * Takes a message away: the room is told, and log and archive forget its text in every language but keep a hash. Whoever
 * comes back later finds its place in the log, and nothing of what it said.
 */
@Injectable()
export class RemoveMessage {
  constructor(
    private readonly sessions: Sessions,
    private readonly log: SessionLog,
    private readonly archive: SessionArchive,
    private readonly database: Database,
    private readonly audit: AuditStore,
  ) {}

  /**
   * Once is enough: again changes nothing.
   *
   * @throws DomainError `session.not-found`, `account.forbidden`, `chat.message-not-found`
   */
  async remove(actor: Actor, idOrSlug: string, message: string): Promise<void> {
    const session = await this.sessions.find(idOrSlug);
    await this.sessions.requireRole(actor, session.id, staff);
    if (!(await this.#wasSaid(session.id, message))) throw new DomainError('chat.message-not-found');
    // the log is no part of any transaction: who did it is written first, so that nothing goes without that
    await this.audit.write(this.database.pool, {
      actor,
      action: 'message.removed',
      sessionId: session.id,
      subjectId: message,
    });
    const at = new Date().toISOString();
    await this.log.append(session.id, channels.chat, { type: 'chat.removed', message, at }, removalId(message));
    await this.archive.redact(session.id, message);
  }

  async #wasSaid(sessionId: string, message: string): Promise<boolean> {
    if (await this.archive.holdsMessage(sessionId, message)) return true;
    const latest = await this.log.latest(sessionId, channels.chat, entriesToLookAt);
    return latest.some(({ event }) => event.type === 'chat.message' && event.message === message);
  }
}
