import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Actor, DomainError, type PutReviewHook, type ReviewHook, type ReviewHookSettings } from '#libs/contracts';
import { Sessions } from '#libs/sessions';
import { HookCaller } from './hook-caller.js';
import { ModerationStore } from './moderation.store.js';

/** Who is asked before a viewer's message is accepted. Only the host of a session says so. */
@Injectable()
export class ReviewHooks {
  constructor(
    private readonly sessions: Sessions,
    private readonly store: ModerationStore,
    private readonly caller: HookCaller,
  ) {}

  /** @throws DomainError `session.not-found`, `account.forbidden`, `request.invalid` for an address that is not public */
  async put(actor: Actor, idOrSlug: string, { secret, ...input }: PutReviewHook): Promise<ReviewHook> {
    const session = await this.sessions.findAs(actor, idOrSlug, ['host']);
    if (!this.caller.mayCall(input.url))
      throw new DomainError('request.invalid', undefined, {
        fields: [{ pointer: '/url', reason: 'the address is not public' }],
      });
    const hook = { ...input, secret: secret ?? `whsec_${randomBytes(32).toString('base64')}` };
    await this.store.putHook(session.id, hook, { actor, action: 'review-hook.put', sessionId: session.id });
    return hook;
  }

  /** @throws DomainError `session.not-found`, `account.forbidden`, `session.no-review-hook` */
  async read(actor: Actor, idOrSlug: string): Promise<ReviewHookSettings> {
    const session = await this.sessions.findAs(actor, idOrSlug, ['host']);
    const hook = await this.store.hook(session.id);
    if (hook === null) throw new DomainError('session.no-review-hook');
    return hook;
  }

  /** No hook any more; without one nothing changes. @throws DomainError `session.not-found`, `account.forbidden` */
  async delete(actor: Actor, idOrSlug: string): Promise<void> {
    const session = await this.sessions.findAs(actor, idOrSlug, ['host']);
    await this.store.deleteHook(session.id, { actor, action: 'review-hook.deleted', sessionId: session.id });
  }
}
