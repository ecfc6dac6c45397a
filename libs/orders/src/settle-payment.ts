import { Injectable, Logger } from '@nestjs/common';
import { DomainError } from '#libs/contracts';
import {
  type PaymentNotice,
  PaymentProviders,
  type PaymentRecord,
  PaymentsStore,
  type SignedRequest,
} from '#libs/payments';
import { AcceptNews } from './accept-news.js';
import { ReconcilePayments } from './reconcile-payments.js';

/**
 * A provider's webhook settles a payment. It may come late, twice, out of order, or never; the provider tries again until
 * we answer, so a crash at any step is made good by the next delivery, or when the provider is asked.
 */
@Injectable()
export class SettlePayment {
  readonly #logger = new Logger(SettlePayment.name);

  constructor(
    private readonly providers: PaymentProviders,
    private readonly payments: PaymentsStore,
    private readonly news: AcceptNews,
    private readonly reconciling: ReconcilePayments,
  ) {}

  /** @throws DomainError `payment.bad-signature`, `request.invalid`, `payment.not-found`, `payment.amount-mismatch` */
  async settle(providerName: string, request: SignedRequest): Promise<void> {
    const provider = this.providers.named(providerName);
    const notice = provider.parseWebhook(request);
    if (notice === null) return;
    const payment = await this.payments.find(notice.paymentId);
    if (payment === null || payment.provider !== provider.method.provider) throw new DomainError('payment.not-found');
    if (notice.result === 'hint') return this.reconciling.ask(payment);
    this.#requireSameAmount(notice, payment);
    await this.news.accept(payment, notice.result, { messageId: notice.messageId, fee: notice.fee });
  }

  #requireSameAmount({ amount }: PaymentNotice, payment: PaymentRecord): void {
    if (amount === null) return;
    if (amount.amount === payment.amount.amount && amount.currency === payment.amount.currency) return;
    this.#logger.warn({ payment: payment.id, provider: payment.provider }, 'a webhook tells of another amount');
    throw new DomainError('payment.amount-mismatch');
  }
}
