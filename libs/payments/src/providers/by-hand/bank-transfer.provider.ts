import type { PaymentMethod } from '#libs/contracts';
import type { Charge, ChargeReport } from '../../payment-provider.js';
import { ByHandProvider } from './by-hand.provider.js';

const secondsOfDay = 86_400;

/** The buyer orders a transfer and states the order's number; the units are held for days, until somebody sees the money. */
export class BankTransferProvider extends ByHandProvider {
  readonly method: PaymentMethod = {
    provider: 'bank-transfer',
    kind: 'transfer',
    needsPhone: false,
    currency: null,
  };
  override readonly holdSeconds: number;

  constructor(
    private readonly account: string,
    days: number,
  ) {
    super();
    this.holdSeconds = days * secondsOfDay;
  }

  async create({ orderNumber }: Charge): Promise<ChargeReport> {
    return { state: 'open', reference: orderNumber };
  }

  async lookup(): Promise<ChargeReport> {
    return { state: 'open' };
  }

  override instructions(): string {
    return this.account;
  }
}
