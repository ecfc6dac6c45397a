import { Injectable } from '@nestjs/common';
import { type Actor, channels, type SaidCaption, type SayCaption } from '#libs/contracts';
import { SessionLog } from '#libs/session-log';
import { Sessions, speakers } from '#libs/sessions';
import { RequestTranslation } from '#libs/translation';
import { type CaptionSegment, sourceCaption } from './caption-segment.js';
import { CaptionsStore, SegmentExists } from './captions.store.js';

/** The one way speech enters, whoever heard it: a browser, a captioner, an encoder, a recogniser. */
@Injectable()
export class IngestCaption {
  constructor(
    private readonly sessions: Sessions,
    private readonly store: CaptionsStore,
    private readonly log: SessionLog,
    private readonly translation: RequestTranslation,
  ) {}

  /**
   * Resolves when viewers of the spoken language have it. Saying the same again is safe at any point.
   *
   * @throws DomainError `session.wrong-state`, `account.forbidden`, `caption.segment-closed`
   */
  async say(actor: Actor, idOrSlug: string, said: SayCaption): Promise<SaidCaption> {
    const receivedAt = Date.now();
    const session = await this.sessions.findLive(idOrSlug);
    await this.sessions.requireRole(actor, session.id, speakers);
    const segment = await this.#store(session.id, said);
    const caption = sourceCaption(segment);
    await this.log.append(
      session.id,
      channels.captionsIn(segment.lang),
      caption,
      `${segment.id}.${segment.rev}.${segment.lang}`,
    );
    if (caption.state === 'final') await this.translation.ofCaption(session, caption, receivedAt);
    return { segment: segment.id, n: segment.n, rev: segment.rev };
  }

  #store(sessionId: string, said: SayCaption): Promise<CaptionSegment> {
    return this.store.say(sessionId, said).catch((error: unknown) => {
      if (error instanceof SegmentExists) return this.store.say(sessionId, said);
      throw error;
    });
  }
}
