import { Inject, Injectable } from '@nestjs/common';
import { type Actor, channels, type SaidCaption, type SayCaption, type Settings } from '#libs/contracts';
import { SETTINGS } from '#libs/platform';
import { SessionLog } from '#libs/session-log';
import { type SessionRecord, Sessions, speakers } from '#libs/sessions';
import {
  captionEventId,
  type ChosenLanguages,
  LanguagePolicy,
  RequestTranslation,
  SOURCE_ENGINE,
  TellSource,
} from '#libs/translation';
import { sourceCaption } from './caption-segment.js';
import { type CaptionPromise, CaptionsStore, type Said, SegmentExists, type Stored } from './captions.store.js';
import { PartialPace } from './partial-pace.js';

/** The one way speech enters, whoever heard it: a browser, a captioner, an encoder, a recogniser. */
@Injectable()
export class IngestCaption {
  readonly #pace = new PartialPace();

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly sessions: Sessions,
    private readonly store: CaptionsStore,
    private readonly log: SessionLog,
    private readonly policy: LanguagePolicy,
    private readonly translation: RequestTranslation,
    private readonly source: TellSource,
  ) {}

  /**
   * Resolves when viewers of the spoken language have it. Saying the same again is safe at any point.
   *
   * @param engine the recogniser that heard it, if one did: what it says is marked as a machine's
   * @throws DomainError `session.wrong-state`, `account.forbidden`, `caption.segment-closed`
   */
  async say(actor: Actor, idOrSlug: string, words: SayCaption, engine: string = SOURCE_ENGINE): Promise<SaidCaption> {
    const receivedAt = Date.now();
    const said = { ...words, engine };
    const session = await this.sessions.findLive(idOrSlug);
    const [chosen] = await Promise.all([
      said.state === 'final' ? this.policy.choose(session, said.lang) : nobody,
      this.sessions.requireRole(actor, session.id, speakers),
    ]);
    if (said.state === 'final') {
      this.#pace.end(said.segment);
      return this.#keep(session, said, chosen, receivedAt);
    }
    return this.#pace.say(said.segment, () => this.#keep(session, said, chosen, Date.now()));
  }

  async #keep(
    session: SessionRecord,
    said: Said,
    { targets, outside, unwatched }: ChosenLanguages,
    receivedAt: number,
  ): Promise<SaidCaption> {
    const deadlineAt = receivedAt + this.settings.TRANSLATION_DEADLINE_MS;
    const { segment, promise } = await this.#store(session.id, said, { targets, deadlineAt });
    const caption = sourceCaption(segment);
    await this.log.append(session.id, channels.captionsIn(segment.lang), caption, captionEventId(caption));
    if (promise !== undefined) {
      this.translation.ofFinal(session.id, { caption, ...promise, unwatched, receivedAt });
      this.source.inLanguages(session.id, caption, outside);
    } else if (session.translatePartials) this.translation.ofPartial(session, caption, receivedAt);
    return { segment: segment.id, n: segment.n, rev: segment.rev };
  }

  #store(sessionId: string, said: Said, promise: CaptionPromise): Promise<Stored> {
    return this.store.say(sessionId, said, promise).catch((error: unknown) => {
      if (error instanceof SegmentExists) return this.store.say(sessionId, said, promise);
      throw error;
    });
  }
}

const nobody: ChosenLanguages = { targets: [], outside: [], unwatched: [] };
