import { Injectable } from '@nestjs/common';
import { ExporterMembership } from '#libs/accounts';
import { type Actor, DomainError, type OrderRequest } from '#libs/contracts';
import { Database, type Queryable } from '#libs/database';
import { Outbox } from '#libs/session-log';
import { CarryOutRefund } from './carry-out-refund.js';
import { OrderNews } from './order-news.js';
import { OrderRequestsStore } from './order-requests.store.js';
import { type LockedOrder, OrdersStore } from './orders.store.js';
import { PromoteWaiting } from './promote-waiting.js';
import { type Undone, UndoOrder } from './undo-order.js';

type Answer = { as: 'accepted'; words: null } | { as: 'refused'; words: string };
type Answered = { request: OrderRequest } & Undone;

/** The exporter answers what a buyer asked for. An accepted request takes the order back, and its money returns. */
@Injectable()
export class AnswerRequest {
  constructor(
    private readonly database: Database,
    private readonly membership: ExporterMembership,
    private readonly orders: OrdersStore,
    private readonly requests: OrderRequestsStore,
    private readonly undoing: UndoOrder,
    private readonly news: OrderNews,
    private readonly outbox: Outbox,
    private readonly refunding: CarryOutRefund,
    private readonly promotion: PromoteWaiting,
  ) {}

  /** @throws DomainError `order.not-found`, `order.request-not-found`, `order.request-answered` when it was refused */
  async accept(actor: Actor, orderId: string, requestId: string): Promise<OrderRequest> {
    await this.#requireExporter(actor, orderId);
    return this.#answer(orderId, requestId, { as: 'accepted', words: null });
  }

  /** @throws DomainError `order.not-found`, `order.request-not-found`, `order.request-answered` when it was accepted */
  async refuse(actor: Actor, orderId: string, requestId: string, reason: string): Promise<OrderRequest> {
    await this.#requireExporter(actor, orderId);
    return this.#answer(orderId, requestId, { as: 'refused', words: reason });
  }

  /** Nobody answered in time. */
  async acceptSilence(orderId: string, requestId: string): Promise<void> {
    await this.#answer(orderId, requestId, { as: 'accepted', words: null });
  }

  async #requireExporter(actor: Actor, orderId: string): Promise<void> {
    const found = await this.orders.find(orderId);
    if (found === null || !(await this.membership.isMember(actor, found.order.exporterId)))
      throw new DomainError('order.not-found');
  }

  async #answer(orderId: string, requestId: string, answer: Answer): Promise<OrderRequest> {
    const { request, events, refundIds, freed } = await this.database.transaction(async (client) => {
      const order = (await this.orders.lock(client, orderId)) as LockedOrder;
      const answered = await this.#answerOnce(client, order, requestId, answer);
      await this.outbox.write(client, answered.events);
      return answered;
    });
    await this.outbox.deliver(events);
    for (const refundId of refundIds) await this.refunding.carryOut(refundId);
    await this.promotion.soon(freed);
    return request;
  }

  async #answerOnce(
    client: Queryable,
    order: LockedOrder,
    requestId: string,
    { as, words }: Answer,
  ): Promise<Answered> {
    const request = await this.requests.find(client, order.id, requestId);
    if (request === null) throw new DomainError('order.request-not-found');
    if (request.state === as) return { request, events: [], refundIds: [], freed: [] };
    if (request.state !== 'requested') throw new DomainError('order.request-answered', `It was ${request.state}.`);
    await this.requests.answer(client, requestId, as, words);
    const undone =
      as === 'accepted' && order.state === 'confirmed'
        ? await this.undoing.undo(client, order, request.reason)
        : { events: await this.news.ofOrder(client, order), refundIds: [], freed: [] };
    const answered = (await this.requests.find(client, order.id, requestId)) as OrderRequest;
    return { request: answered, ...undone };
  }
}
