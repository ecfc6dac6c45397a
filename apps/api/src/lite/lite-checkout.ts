import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import {
  type Actor,
  type Order,
  type Payment,
  PaymentProviderName,
  type SandboxDecision,
  type Settings,
  StartPayment as StartPaymentBody,
} from '#libs/contracts';
import { OrderShipping, ReadOrders, StartPayment } from '#libs/orders';
import { draftOf, endOf, firstReadable, isBlank, readShipping } from '#libs/pages';
import { DecideSandboxPayment, PaymentProviders, ReadPayments } from '#libs/payments';
import { publicUrl, SETTINGS } from '#libs/platform';
import { Sessions } from '#libs/sessions';
import type { Due } from './pages/order-page.js';
import { Words } from './words.js';

const written = z.string().max(1000).default('');
/** An address as it was typed, and how its buyer wants to pay. */
export const OrderForm = z.object({
  name: written,
  street: written,
  city: written,
  region: written,
  postalCode: written,
  country: written,
  phone: written,
  email: written,
  note: written,
  provider: PaymentProviderName.optional(),
  payPhone: written
    .transform((phone) => phone.replaceAll(/[\s().-]/g, ''))
    .pipe(z.union([z.literal(''), StartPaymentBody.shape.phone.unwrap()])),
});
export type OrderForm = z.infer<typeof OrderForm>;

/** The sandbox tells how a payment ended by its webhook, a moment later. Milliseconds. */
const webhookWait = { most: 3000, every: 100 };

/** The steps of paying an order, each by the use case that is there for it. */
@Injectable()
export class LiteCheckout {
  readonly ourOrigin: string;

  constructor(
    @Inject(SETTINGS) settings: Settings,
    private readonly sessions: Sessions,
    private readonly orders: ReadOrders,
    private readonly shipping: OrderShipping,
    private readonly providers: PaymentProviders,
    private readonly starting: StartPayment,
    private readonly payments: ReadPayments,
    private readonly till: DecideSandboxPayment,
  ) {
    this.ourOrigin = new URL(publicUrl(settings)).origin;
  }

  /** The page of an order belongs to a session and speaks as that one does. */
  async wordsIn(idOrSlug: string, wanted: readonly string[]): Promise<Words> {
    const { languages, sourceLang } = await this.sessions.find(idOrSlug);
    return Words.for(firstReadable(wanted, languages, sourceLang), wanted);
  }

  /** @throws DomainError `order.not-found` */
  async due(actor: Actor, orderId: string): Promise<Due> {
    const [order, shipping] = await Promise.all([this.orders.get(actor, orderId), this.shipping.get(actor, orderId)]);
    return { order, methods: this.providers.methods(), draft: draftOf(shipping), faults: {} };
  }

  /** Either a payment, or what is wrong with the address. @throws DomainError as the use cases do */
  async begin(actor: Actor, orderId: string, form: OrderForm): Promise<{ payment: Payment } | { due: Due }> {
    const { provider, payPhone, ...draft } = form;
    const order = await this.orders.get(actor, orderId);
    const read = order.address === 'optional' && isBlank(draft) ? null : readShipping(draft);
    if (read !== null && 'faults' in read)
      return { due: { order, methods: this.providers.methods(), draft, faults: read.faults } };
    if (read !== null) await this.shipping.put(actor, orderId, read.shipping);
    const wish = { ...(provider && { provider }), ...(payPhone !== '' && { phone: payPhone }) };
    return { payment: await this.starting.start(actor, orderId, wish) };
  }

  /** @throws DomainError `payment.not-found` */
  async state(actor: Actor, paymentId: string): Promise<{ payment: Payment; order: Order }> {
    const payment = await this.payments.get(actor, paymentId);
    return { payment, order: await this.orders.get(actor, payment.orderId) };
  }

  /** Waits a moment for the webhook, so that the next page tells how it ended. */
  async decide(actor: Actor, paymentId: string, decision: SandboxDecision['decision']): Promise<void> {
    await this.till.decide(actor, paymentId, { decision, delaySeconds: 0, copies: 1 });
    const until = performance.now() + webhookWait.most;
    while (performance.now() < until) {
      const { payment, order } = await this.state(actor, paymentId);
      if (endOf(payment, order) !== 'open') return;
      await sleep(webhookWait.every);
    }
  }
}
