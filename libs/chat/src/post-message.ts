import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { type ChatMessage, channels, type PostChat, type PostedChat, type SignedInActor } from '#libs/contracts';
import { PlaceClaim } from '#libs/orders';
import { SessionLog } from '#libs/session-log';
import { Sessions } from '#libs/sessions';
import { RequestTranslation } from '#libs/translation';

/** Says something in the chat. Everyone gets the original at once; translations follow. What reads as an order is one. */
@Injectable()
export class PostMessage {
  constructor(
    private readonly sessions: Sessions,
    private readonly log: SessionLog,
    private readonly claims: PlaceClaim,
    private readonly translation: RequestTranslation,
  ) {}

  /**
   * The same `key` of the same person again is the same message, and gets the same answer.
   *
   * @throws DomainError `session.not-found`, `session.wrong-state`
   */
  async post(actor: SignedInActor, idOrSlug: string, { key, text, lang, replyTo }: PostChat): Promise<PostedChat> {
    const receivedAt = Date.now();
    const session = await this.sessions.findLive(idOrSlug);
    const role = await this.sessions.roleOf(session.id, actor.accountId);
    const draft: ChatMessage = {
      type: 'chat.message',
      message: uuidv7(),
      author: { id: actor.accountId, name: actor.displayName, role, simulated: actor.simulated },
      lang,
      text,
      replyTo: replyTo ?? null,
      at: new Date(receivedAt).toISOString(),
    };
    const { event, seq } = await this.log.append(session.id, channels.chat, draft, `chat.${actor.accountId}.${key}`);
    // on a retry this is the message that exists, and what follows is done again under its id, to no effect
    const message = event as ChatMessage;
    const claim = await this.claims.placeFromMessage(actor, session, message.text, message.lang, message.message);
    await this.translation.ofMessage(session, message, receivedAt);
    return { message: message.message, seq, claim };
  }
}
