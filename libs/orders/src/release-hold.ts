import { Injectable } from '@nestjs/common';
import { signedIn } from '#libs/accounts';
import { type Actor, DomainError, type Hold } from '#libs/contracts';
import { HoldsStore } from './holds.store.js';
import { LetGo } from './let-go.js';

/** The buyer passes: the units go back at once. Passing again changes nothing. */
@Injectable()
export class ReleaseHold {
  constructor(
    private readonly holds: HoldsStore,
    private readonly letting: LetGo,
  ) {}

  /**
   * @throws DomainError `order.hold-not-found`, also when it is somebody else's; `order.wrong-state` when it has expired
   *   or is paid
   */
  async release(actor: Actor, holdId: string): Promise<Hold> {
    const { accountId } = signedIn(actor);
    const found = await this.holds.placeOf(holdId);
    if (found?.buyerId !== accountId) throw new DomainError('order.hold-not-found');
    return this.letting.of(found.orderId, holdId, null);
  }
}
