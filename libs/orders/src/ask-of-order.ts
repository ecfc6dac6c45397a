import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { signedIn } from '#libs/accounts';
import { type Actor, type AskOfOrder as Asked, DomainError, type OrderRequest } from '#libs/contracts';
import { Database, type OutboxEvent, type Queryable } from '#libs/database';
import { PaymentsStore } from '#libs/payments';
import { Outbox } from '#libs/session-log';
import { refusalOf } from './decide-request.js';
import { OrderCareStore } from './order-care.store.js';
import { OrderNews } from './order-news.js';
import { OrderRequestsStore } from './order-requests.store.js';
import { type LockedOrder, OrdersStore } from './orders.store.js';

/** Time for the exporter to answer; nobody's answer is a yes. */
const hoursToAnswer = 48;

/** The buyer wants out of an order that is paid. */
@Injectable()
export class AskOfOrder {
  constructor(
    private readonly database: Database,
    private readonly orders: OrdersStore,
    private readonly care: OrderCareStore,
    private readonly requests: OrderRequestsStore,
    private readonly payments: PaymentsStore,
    private readonly news: OrderNews,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Asking for the same again while it waits for its answer gives that request.
   *
   * @throws DomainError `order.not-found`, also when it is somebody else's; `order.wrong-state`, `order.too-late`,
   *   `order.no-withdrawal`; `order.request-open` while it waits for the answer to another request
   */
  async ask(actor: Actor, orderId: string, asked: Asked): Promise<OrderRequest> {
    const { accountId } = signedIn(actor);
    const { request, events } = await this.database.transaction(async (client) => {
      const order = await this.orders.lock(client, orderId);
      if (order === null || order.buyerId !== accountId) throw new DomainError('order.not-found');
      return this.#askOnce(client, order, asked);
    });
    await this.outbox.deliver(events);
    return request;
  }

  async #askOnce(
    client: Queryable,
    order: LockedOrder,
    { kind, reason }: Asked,
  ): Promise<{ request: OrderRequest; events: OutboxEvent[] }> {
    const open = await this.requests.open(client, order.id);
    if (open !== null && open.kind !== kind) throw new DomainError('order.request-open');
    if (open !== null) return { request: open, events: [] };
    const isPaid = (await this.payments.ofOrders(client, [order.id])).some(({ state }) => state === 'captured');
    const destination = await this.care.destination(client, order.id);
    const refusal = refusalOf(kind, { ...order, isPaid, destination }, new Date());
    if (refusal !== null) throw new DomainError(refusal);
    const id = uuidv7();
    await this.requests.insert(client, { id, orderId: order.id, kind, reason }, hoursToAnswer);
    const events = await this.news.ofOrder(client, order);
    await this.outbox.write(client, events);
    return { request: (await this.requests.find(client, order.id, id)) as OrderRequest, events };
  }
}
