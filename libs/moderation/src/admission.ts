import { Injectable } from '@nestjs/common';
import { DomainError, type PostChat, type SessionRole, type SignedInActor } from '#libs/contracts';
import { GroupCommit } from '#libs/database';
import { RateLimits } from '#libs/platform';
import { ModerationStore, type Standee } from './moderation.store.js';
import { PostingLimits } from './posting-limits.js';
import { ReviewMessage } from './review-message.js';
import { isStaff, type Standing } from './standing.js';
import { holdsBlockedWord } from './word-match.js';

/** From where a command comes. Without an `address` it is not counted by address. */
export type Origin = { address?: string };

/** Decides whether somebody may write or claim in a session right now. */
@Injectable()
export class Admission {
  /** In a rush everybody's standing is asked at once: whoever comes while one answer is awaited shares the next. */
  readonly #standings = new GroupCommit<Standee, Standing | null>(
    (standees) => this.store.standings(standees),
    () => false,
  );

  constructor(
    private readonly store: ModerationStore,
    private readonly limits: PostingLimits,
    private readonly rateLimits: RateLimits,
    private readonly review: ReviewMessage,
  ) {}

  /**
   * What costs nothing is asked first, and what others have to answer last.
   *
   * @returns the writer's role in the session
   * @throws DomainError `request.limited` with the wait and the limit's name, `chat.blocked`
   */
  async ofMessage(
    actor: SignedInActor,
    sessionId: string,
    { text, lang }: Pick<PostChat, 'text' | 'lang'>,
    { address }: Origin,
  ): Promise<SessionRole | null> {
    const standing = await this.#standing(actor, sessionId);
    const doer = { sessionId, accountId: actor.accountId, address, isStaff: isStaff(actor, standing.role) };
    if (!doer.isStaff) refuseBanned(standing);
    await this.limits.take('chat', doer);
    if (doer.isStaff) return standing.role;
    if (holdsBlockedWord(text, standing.blockedWords))
      throw new DomainError('chat.blocked', 'The message holds a word that is blocked in this session.');
    await this.#takeTurn(sessionId, actor.accountId, standing.slowModeSeconds);
    if (standing.hook !== null) await this.review.ask(standing.hook, actor, { session: sessionId, lang, text });
    return standing.role;
  }

  /** A claim by button or program. @throws DomainError `request.limited`, `chat.blocked` */
  async ofClaim(actor: SignedInActor, sessionId: string, { address }: Origin): Promise<void> {
    const standing = await this.#standing(actor, sessionId);
    const doer = { sessionId, accountId: actor.accountId, address, isStaff: isStaff(actor, standing.role) };
    if (!doer.isStaff) refuseBanned(standing);
    await this.limits.take('claim', doer);
  }

  /** @throws DomainError `session.not-found` */
  async #standing({ accountId }: SignedInActor, sessionId: string): Promise<Standing> {
    const standing = await this.#standings.submit({ sessionId, accountId });
    if (standing === null) throw new DomainError('session.not-found');
    return standing;
  }

  async #takeTurn(sessionId: string, accountId: string, seconds: number): Promise<void> {
    if (seconds === 0) return;
    const retryAfterMs = await this.rateLimits.take('slow-mode', `${sessionId}:${accountId}`, { points: 1, seconds });
    if (retryAfterMs === 0) return;
    throw new DomainError('request.limited', `Slow mode: one message in ${seconds} seconds.`, { retryAfterMs });
  }
}

function refuseBanned({ ban }: Standing): void {
  if (ban === null) return;
  const retryAfter = ban.until === null ? {} : { retryAfterMs: Math.max(1, ban.until.getTime() - Date.now()) };
  throw new DomainError('chat.blocked', 'You are banned from writing and claiming in this session.', retryAfter);
}
