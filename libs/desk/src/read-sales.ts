import { Injectable } from '@nestjs/common';
import type { Actor, SessionSales } from '#libs/contracts';
import { offerKeepers } from '#libs/orders';
import { Sessions } from '#libs/sessions';
import { SalesStore } from './sales.store.js';

@Injectable()
export class ReadSales {
  constructor(
    private readonly sessions: Sessions,
    private readonly store: SalesStore,
  ) {}

  /** @throws DomainError `session.not-found`, `account.forbidden` */
  async of(actor: Actor, idOrSlug: string): Promise<SessionSales> {
    const { id } = await this.sessions.findAs(actor, idOrSlug, offerKeepers);
    const [orders, money, variants] = await Promise.all([
      this.store.orders(id),
      this.store.money(id),
      this.store.variants(id),
    ]);
    return { orders, money, variants };
  }
}
