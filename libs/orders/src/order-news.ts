import { Injectable } from '@nestjs/common';
import type { OutboxEvent, Queryable } from '#libs/database';
import { PaymentProviders, type PaymentRecord, PaymentsStore } from '#libs/payments';
import { holdChanged, orderChanged, toBuyer } from './buyer-news.js';
import { HoldsStore } from './holds.store.js';
import { type LockedOrder, type OwnedOrder, OrdersStore } from './orders.store.js';

/** What a buyer hears of an order: one payment, the holds and the order as they are now. */
@Injectable()
export class OrderNews {
  constructor(
    private readonly orders: OrdersStore,
    private readonly holds: HoldsStore,
    private readonly payments: PaymentsStore,
    private readonly providers: PaymentProviders,
  ) {}

  async ofPayment(
    client: Queryable,
    { id, sessionId, buyerId }: LockedOrder,
    paymentId: string,
  ): Promise<OutboxEvent[]> {
    return this.#paid({ sessionId, buyerId }, await this.payments.ofOrders(client, [id]), paymentId);
  }

  async ofAll(client: Queryable, order: LockedOrder, paymentId: string): Promise<OutboxEvent[]> {
    const { id, buyerId } = order;
    const [payments, holds, changed] = await Promise.all([
      this.payments.ofOrders(client, [id]),
      this.holds.ofOrders(client, [id]),
      this.orders.readOne(client, id),
    ]);
    // ids ascend as events are made, and the relay tells them in that order
    return [
      ...this.#paid(order, payments, paymentId),
      ...holds.map(({ hold }) => holdChanged(buyerId, hold)),
      ...told(changed),
    ];
  }

  async ofOrder(client: Queryable, { id }: Pick<LockedOrder, 'id'>): Promise<OutboxEvent[]> {
    return told(await this.orders.readOne(client, id));
  }

  #paid(
    { sessionId, buyerId }: Pick<LockedOrder, 'sessionId' | 'buyerId'>,
    payments: readonly PaymentRecord[],
    paymentId: string,
  ): OutboxEvent[] {
    return payments
      .filter(({ id }) => id === paymentId)
      .map((payment) =>
        toBuyer(sessionId, buyerId, { type: 'payment.changed', payment: this.providers.viewOf(payment) }),
      );
  }
}

const told = (order: OwnedOrder | null): OutboxEvent[] => (order === null ? [] : [orderChanged(order)]);
