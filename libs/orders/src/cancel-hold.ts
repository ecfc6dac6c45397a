import { Injectable } from '@nestjs/common';
import { ExporterMembership } from '#libs/accounts';
import { type Actor, DomainError, type Hold, type SessionRole } from '#libs/contracts';
import type { Deed } from '#libs/database';
import { Sessions } from '#libs/sessions';
import { type HoldPlace, HoldsStore } from './holds.store.js';
import { LetGo } from './let-go.js';

const staff: readonly (SessionRole | null)[] = ['host', 'co-host', 'moderator'];

/** Who runs the session, or acts for the exporter, takes a hold back: its buyer reads why, and whoever waits is next. */
@Injectable()
export class CancelHold {
  constructor(
    private readonly holds: HoldsStore,
    private readonly sessions: Sessions,
    private readonly membership: ExporterMembership,
    private readonly letting: LetGo,
  ) {}

  /**
   * Cancelling again changes nothing.
   *
   * @throws DomainError `order.hold-not-found`, also for those who may not; `order.wrong-state` when it has expired or
   *   is paid
   */
  async cancel(actor: Actor, holdId: string, reason: string): Promise<Hold> {
    const found = await this.holds.placeOf(holdId);
    if (found === undefined || !(await this.#mayCancel(actor, found))) throw new DomainError('order.hold-not-found');
    const { sessionId, exporterId } = found;
    const deed: Deed = { actor, action: 'hold.cancelled', sessionId, exporterId, subjectId: holdId };
    return this.letting.of(found.orderId, holdId, reason, deed);
  }

  async #mayCancel(actor: Actor, { sessionId, exporterId }: HoldPlace): Promise<boolean> {
    if (await this.membership.isMember(actor, exporterId)) return true;
    return 'accountId' in actor && staff.includes(await this.sessions.roleOf(sessionId, actor.accountId));
  }
}
