import { Injectable } from '@nestjs/common';
import { Webhook } from 'standardwebhooks';
import { uuidv7 } from 'uuidv7';
import { DomainError, ReviewAnswer, type ReviewHook, type ReviewRequest, type SignedInActor } from '#libs/contracts';
import { Metrics } from '#libs/platform';
import { HookCaller } from './hook-caller.js';

/** A viewer waits so long for somebody else's opinion, in milliseconds, and no longer. */
const budgetMs = 200;

type Said = Pick<ReviewRequest['data'], 'session' | 'lang' | 'text'>;

/** Asks the session's review hook about a message (signed as Standard Webhooks 1.0 has it). */
@Injectable()
export class ReviewMessage {
  constructor(
    private readonly caller: HookCaller,
    private readonly metrics: Metrics,
  ) {}

  /** @throws DomainError `chat.blocked` when the hook says no, or says nothing in time and is not to fail open */
  async ask(hook: ReviewHook, { accountId, displayName }: SignedInActor, said: Said): Promise<void> {
    const allowed = await this.#answerOf(hook, { ...said, author: { id: accountId, name: displayName } });
    this.metrics.reviews.inc({ result: allowed === null ? 'no-answer' : allowed ? 'allowed' : 'refused' });
    if (allowed ?? hook.failOpen) return;
    const detail = allowed === null ? 'The message can not be reviewed right now.' : 'The review refused this message.';
    throw new DomainError('chat.blocked', detail);
  }

  /** Null when there is no answer that can be understood. */
  async #answerOf({ url, secret }: ReviewHook, data: ReviewRequest['data']): Promise<boolean | null> {
    const at = new Date();
    const id = `msg_${uuidv7()}`;
    const body = JSON.stringify({ type: 'chat.review', timestamp: at.toISOString(), data } satisfies ReviewRequest);
    const headers = {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(secret).sign(id, at, body),
    };
    try {
      return ReviewAnswer.parse(await this.caller.post(url, headers, body, budgetMs)).allow;
    } catch {
      // whatever went wrong is on their side; the metric shows that it does
      return null;
    }
  }
}
