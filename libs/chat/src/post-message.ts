import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import {
  type ChatMessage,
  channels,
  type LogEntry,
  type PostChat,
  type PostedChat,
  type SignedInActor,
} from '#libs/contracts';
import { Admission, type Origin } from '#libs/moderation';
import { PlaceClaim } from '#libs/orders';
import { SessionArchive, SessionLog } from '#libs/session-log';
import { Sessions } from '#libs/sessions';
import { RequestTranslation } from '#libs/translation';
import { OwedLanguages } from './owed-languages.js';
import { isQuestionToHost } from './question.js';

/** Says something in the chat. Everyone gets the original at once; translations follow. What reads as an order is one. */
@Injectable()
export class PostMessage {
  constructor(
    private readonly sessions: Sessions,
    private readonly admission: Admission,
    private readonly log: SessionLog,
    private readonly archive: SessionArchive,
    private readonly claims: PlaceClaim,
    private readonly owed: OwedLanguages,
    private readonly translation: RequestTranslation,
  ) {}

  /**
   * The same `key` of the same person again is the same message, and gets the same answer.
   *
   * @throws DomainError `session.not-found`, `session.wrong-state`; when the writer may not write right now
   *   `request.limited` with the wait, or `chat.blocked`
   */
  async post(actor: SignedInActor, idOrSlug: string, post: PostChat, origin: Origin = {}): Promise<PostedChat> {
    const receivedAt = Date.now();
    const session = await this.sessions.findLive(idOrSlug);
    const { event, seq } = await this.#append(actor, session.id, post, origin, receivedAt);
    // on a retry this is the message that exists, and what follows is done again under its id, to no effect
    const message = event as ChatMessage;
    const claim = await this.claims.placeFromMessage(actor, session, message.text, message.lang, message.message);
    if (message.removed === undefined)
      this.translation.ofMessage(session, message, receivedAt, this.owed.of(session, message));
    return { message: message.message, seq, claim };
  }

  async #append(
    actor: SignedInActor,
    sessionId: string,
    post: PostChat,
    origin: Origin,
    receivedAt: number,
  ): Promise<LogEntry> {
    const { key, text, lang, replyTo } = post;
    const id = `chat.${actor.accountId}.${key}`;
    let role;
    try {
      role = await this.admission.ofMessage(actor, sessionId, post, origin);
    } catch (refusal) {
      // what was taken before is not refused now: a retry is no new message
      const [taken] = await this.archive.byEventId(sessionId, [id]);
      if (taken === undefined) throw refusal;
      return taken;
    }
    const draft: ChatMessage = {
      type: 'chat.message',
      message: uuidv7(),
      author: { id: actor.accountId, name: actor.displayName, role, simulated: actor.simulated },
      lang,
      text,
      replyTo: replyTo ?? null,
      ...(isQuestionToHost(post, role) ? { toHost: true } : {}),
      at: new Date(receivedAt).toISOString(),
    };
    return this.log.append(sessionId, channels.chat, draft, id);
  }
}
