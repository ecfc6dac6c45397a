import type { PaymentMethod } from '#libs/contracts';
import type { ChargeReport } from '../../payment-provider.js';
import { ByHandProvider } from './by-hand.provider.js';

/** The buyer pays at the door: the order stands at once, the money is booked when somebody says that it came. */
export class CashOnDeliveryProvider extends ByHandProvider {
  readonly method: PaymentMethod = {
    provider: 'cash-on-delivery',
    kind: 'cash',
    needsPhone: false,
    currency: null,
  };
  override readonly paidLater = true;

  create(): Promise<ChargeReport> {
    return this.lookup();
  }

  async lookup(): Promise<ChargeReport> {
    return { state: 'authorised' };
  }
}
