import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { CarryOutRefund, ReconcilePayments } from '#libs/orders';
import { CheckLedger } from '#libs/payments';
import { Ticker } from '#libs/platform';

const minute = 60_000;

/** What a worker does about money by the clock. Every task may run in several workers at once. */
@Injectable()
export class PaymentWork implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #tickers: Ticker[];

  constructor(payments: ReconcilePayments, refunds: CarryOutRefund, ledger: CheckLedger) {
    this.#tickers = [
      new Ticker('reconcile-payments', 1000, () => payments.run()),
      new Ticker('retry-refunds', 5000, () => refunds.retry()),
      new Ticker('check-ledger', minute, () => ledger.recent()),
    ];
  }

  onApplicationBootstrap(): void {
    for (const ticker of this.#tickers) ticker.start();
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.#tickers.map((ticker) => ticker.stop()));
  }
}
