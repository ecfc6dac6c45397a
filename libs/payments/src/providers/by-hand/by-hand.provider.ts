import { DomainError } from '#libs/contracts';
import { type ChargeReport, PaymentProvider, type RepaymentReport } from '../../payment-provider.js';

/** Money that no machine sees: the exporter or an operator says that it came, and that it went back. */
export abstract class ByHandProvider extends PaymentProvider {
  override readonly byHand = true;

  abstract override create(...args: Parameters<PaymentProvider['create']>): Promise<ChargeReport>;

  /** Nobody takes the money but the person who then says so. */
  capture(): Promise<ChargeReport> {
    return this.lookup();
  }

  async expire(): Promise<void> {}

  abstract override lookup(): Promise<ChargeReport>;

  async refund(): Promise<RepaymentReport> {
    return { state: 'pending' };
  }

  parseWebhook(): never {
    throw new DomainError('payment.bad-signature');
  }
}
