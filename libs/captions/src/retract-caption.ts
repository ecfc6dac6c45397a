import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { signedIn } from '#libs/accounts';
import { type Actor, channels, DomainError, type RetractCaption as Retraction } from '#libs/contracts';
import { Database, OutboxStore } from '#libs/database';
import { Outbox, SessionArchive } from '#libs/session-log';
import { Sessions } from '#libs/sessions';
import { TranslationCache } from '#libs/translation';
import { correctors, retractedCaption } from './caption-change.js';
import { CaptionChangesStore } from './caption-changes.store.js';

/**
 * Takes a segment back in every language: from what viewers see, from what a replay tells and from the archive. Who did
 * it, why, and a SHA-256 of each text remain.
 */
@Injectable()
export class RetractCaption {
  constructor(
    private readonly database: Database,
    private readonly sessions: Sessions,
    private readonly store: CaptionChangesStore,
    private readonly archive: SessionArchive,
    private readonly waiting: OutboxStore,
    private readonly outbox: Outbox,
    private readonly cache: TranslationCache,
  ) {}

  /**
   * Once is enough: again changes nothing.
   *
   * @throws DomainError `session.not-found`, `account.forbidden`, `caption.segment-not-found`
   */
  async retract(actor: Actor, idOrSlug: string, segmentId: string, { reason }: Retraction): Promise<void> {
    const session = await this.sessions.findAs(actor, idOrSlug, correctors);
    const editor = { accountId: signedIn(actor).accountId, reason };
    const { events, spoken } = await this.database.transaction(async (client) => {
      const segment = await this.store.lockSegment(client, session.id, segmentId);
      if (segment === null) throw new DomainError('caption.segment-not-found');
      if (segment.state === 'retracted') return { events: [], spoken: segment };
      const changes = await this.store.retract(client, segment);
      await this.store.audit(client, 'retracted', segment, editor, changes);
      await this.archive.redactSegment(client, session.id, segment.id);
      await this.waiting.redactSegment(client, session.id, segment.id);
      const told = changes.map(({ lang, rev }) => ({
        id: uuidv7(),
        sessionId: session.id,
        channel: channels.captionsIn(lang),
        event: retractedCaption(segment, lang, rev),
      }));
      await this.outbox.write(client, told);
      return { events: told, spoken: segment };
    });
    await this.outbox.deliver(events);
    const { text, lang: from } = spoken;
    await this.cache.forget(events.map(({ event }) => ({ text, from, to: event.lang })));
  }
}
