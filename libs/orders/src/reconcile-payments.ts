import { Injectable, Logger } from '@nestjs/common';
import { Database, type Queryable } from '#libs/database';
import { chargeOf, PaymentProviders, type PaymentRecord, PaymentsStore } from '#libs/payments';
import { errorFields } from '#libs/platform';
import { Outbox } from '#libs/session-log';
import { AcceptNews, newsOf } from './accept-news.js';
import { OrderNews } from './order-news.js';
import { OrdersStore } from './orders.store.js';

/** Payments that are taken together, and how many of them are asked about at once. */
const batch = 40;
const atOnce = 8;
/** A request may be on its way for so long, milliseconds: before that, "no such payment" may be said too early. */
const arrivalMs = 30_000;

/**
 * Asks the providers what became of payments that nobody told of: what is unknown, what waits for its capture, what is
 * pending for long, and for a while what was closed. Any number of processes may do so at once.
 */
@Injectable()
export class ReconcilePayments {
  readonly #logger = new Logger(ReconcilePayments.name);

  constructor(
    private readonly database: Database,
    private readonly providers: PaymentProviders,
    private readonly payments: PaymentsStore,
    private readonly orders: OrdersStore,
    private readonly news: AcceptNews,
    private readonly telling: OrderNews,
    private readonly outbox: Outbox,
  ) {}

  /** Returns how many it asked about. A provider that is slow to answer keeps no other one waiting. */
  async run(): Promise<number> {
    const counts = await Promise.all(this.providers.answering.map((provider) => this.#askAll(provider)));
    return counts.reduce((sum, count) => sum + count, 0);
  }

  /** @throws Error when the provider does not answer */
  async ask(payment: PaymentRecord): Promise<void> {
    const provider = this.providers.named(payment.provider);
    const report = await provider.lookup(chargeOf(payment));
    await this.payments.name(payment.id, report);
    if (report.state === 'authorised' && payment.state === 'authorised') return this.news.capture(payment);
    // we closed it, and the provider did not hear
    if (report.state === 'open' && payment.state === 'expired') return provider.expire(chargeOf(payment));
    if (report.state === 'open') return this.#isOpen(payment);
    if (report.state === 'absent' && payment.state !== 'expired' && isOld(payment))
      return this.news.accept(payment, 'expired');
    const news = newsOf(report);
    if (news !== null) await this.news.accept(payment, news, { fee: report.fee });
  }

  async #askAll(provider: string): Promise<number> {
    let asked = 0;
    for (let last = batch; last === batch; asked += last) {
      const waiting = await this.payments.takeDue(provider, batch);
      last = waiting.length;
      const inTurn = async () => {
        for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) await this.#askQuietly(id);
      };
      await Promise.all(Array.from({ length: atOnce }, inTurn));
    }
    return asked;
  }

  async #askQuietly(id: string): Promise<void> {
    try {
      const payment = await this.payments.find(id);
      if (payment !== null) await this.ask(payment);
    } catch (error) {
      this.#logger.warn({ payment: id, err: errorFields(error as Error) }, 'the provider does not answer');
    }
  }

  /** What is unknown no more waits for its buyer. */
  async #isOpen({ id, orderId, state }: PaymentRecord): Promise<void> {
    if (state !== 'unknown') return;
    const events = await this.database.transaction((client) => this.#reopen(client, orderId, id));
    await this.outbox.deliver(events);
  }

  async #reopen(client: Queryable, orderId: string, id: string) {
    const order = await this.orders.lock(client, orderId);
    const payment = (await this.payments.ofOrders(client, [orderId])).find((one) => one.id === id);
    if (order === null || payment?.state !== 'unknown') return [];
    await this.payments.move(client, id, 'pending');
    const events = await this.telling.ofPayment(client, order, id);
    await this.outbox.write(client, events);
    return events;
  }
}

const isOld = ({ createdAt }: PaymentRecord): boolean => Date.parse(createdAt) < Date.now() - arrivalMs;
