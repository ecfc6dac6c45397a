import { Inject, Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { signedIn } from '#libs/accounts';
import {
  type Actor,
  type Caption,
  channels,
  type CorrectCaption as Correction,
  DomainError,
  type Settings,
} from '#libs/contracts';
import { Database, type Queryable } from '#libs/database';
import { SETTINGS } from '#libs/platform';
import { Outbox } from '#libs/session-log';
import { Sessions } from '#libs/sessions';
import { GlossaryStore, type NewTerm, RequestTranslation, TranslationCache } from '#libs/translation';
import { correctors, humanCaption, requireCorrectable, requireNewest } from './caption-change.js';
import { CaptionChangesStore, type LockedSegment } from './caption-changes.store.js';
import { sourceCaption } from './caption-segment.js';

type Changed = { caption: Caption; was: string; targets: readonly string[] };
type Word = NonNullable<Correction['addToGlossary']>;

/**
 * A person says what a final caption should have been. A corrected source goes into every language anew; what a person
 * wrote in one language stays, whatever machines make of the source later: its `sourceRev` tells of which it speaks.
 */
@Injectable()
export class CorrectCaption {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly database: Database,
    private readonly sessions: Sessions,
    private readonly store: CaptionChangesStore,
    private readonly outbox: Outbox,
    private readonly translation: RequestTranslation,
    private readonly glossary: GlossaryStore,
    private readonly cache: TranslationCache,
  ) {}

  /**
   * Resolves with the new revision when it is decided and on its way to viewers.
   *
   * @throws DomainError `session.not-found`, `account.forbidden`, `caption.segment-not-found`, `caption.segment-open`,
   *   `caption.segment-retracted`, `caption.stale-revision`, `glossary.full`
   */
  async correct(actor: Actor, idOrSlug: string, segmentId: string, correction: Correction): Promise<Caption> {
    const receivedAt = Date.now();
    const deadlineAt = receivedAt + this.settings.TRANSLATION_DEADLINE_MS;
    const session = await this.sessions.findAs(actor, idOrSlug, correctors);
    const editor = { accountId: signedIn(actor).accountId, reason: correction.reason };
    const word = correction.addToGlossary;
    const { event, targets, spoken } = await this.database.transaction(async (client) => {
      if (word !== undefined) await this.glossary.lock(client, session.id);
      const segment = await this.store.lockSegment(client, session.id, segmentId);
      if (segment === null) throw new DomainError('caption.segment-not-found');
      requireCorrectable(segment);
      const changed =
        correction.lang === segment.lang
          ? await this.#source(client, segment, correction, deadlineAt)
          : await this.#translation(client, segment, correction);
      const { caption, was } = changed;
      await this.store.audit(client, 'corrected', segment, editor, [{ lang: caption.lang, rev: caption.rev, was }]);
      const told = { id: uuidv7(), sessionId: session.id, channel: channels.captionsIn(caption.lang), event: caption };
      await this.outbox.write(client, [told]);
      if (word !== undefined)
        await this.glossary.put(client, session.id, [termOf(word, segment.lang, correction.lang)]);
      return { event: told, targets: changed.targets, spoken: segment };
    });
    // what an engine made of these words is asked for anew, wherever they are said again
    await this.cache.forget([{ text: spoken.text, from: spoken.lang, to: correction.lang }]);
    await this.outbox.deliver([event]);
    const caption = event.event;
    this.translation.ofFinal(session.id, { caption, targets, receivedAt, deadlineAt, priority: 'correction' });
    return caption;
  }

  async #source(
    client: Queryable,
    segment: LockedSegment,
    { baseRev, text }: Correction,
    deadlineAt: number,
  ): Promise<Changed> {
    requireNewest(segment.rev, baseRev);
    const { targets, ...corrected } = await this.store.correctSource(client, segment, text, deadlineAt);
    return { caption: sourceCaption(corrected), was: segment.text, targets };
  }

  async #translation(client: Queryable, segment: LockedSegment, { lang, baseRev, text }: Correction): Promise<Changed> {
    const known = await this.store.translation(client, segment.id, lang);
    requireNewest(known?.rev ?? 0, baseRev);
    const next = {
      lang,
      // never below what viewers may have seen of it while it was being spoken
      rev: Math.max(baseRev + 1, segment.rev),
      sourceRev: segment.rev,
      text,
      lagMs: known?.lagMs ?? segment.msSinceFinal,
    };
    const was = known?.text ?? '';
    await this.store.writeHuman(client, segment, next, was);
    return { caption: humanCaption(segment, next), was, targets: [] };
  }
}

/** A word that becomes nothing in particular stays as it is. */
const termOf = ({ source, target }: Word, spoken: string, lang: string): NewTerm => ({
  sourceLang: spoken,
  source,
  targets: target === undefined || lang === spoken ? { '*': source } : { [lang]: target },
  listingId: null,
});
