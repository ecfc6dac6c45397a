import { Inject, Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import type { Money, Settings } from '#libs/contracts';
import type { Queryable } from '#libs/database';
import { SETTINGS } from '#libs/platform';
import { feeOf, feeToGiveBack } from './fees.js';
import { ledgerAccounts, movement, transferOf } from './ledger.js';
import { LedgerStore } from './ledger.store.js';
import type { PaymentRecord } from './payment.js';

const { exporter: exporterAccount, platformFees, provider: providerAccount, providerFees } = ledgerAccounts;

/**
 * Enters into the books what a payment did. The provider owes us what it took, we owe that to the exporter, and fees are
 * the exporter's. Call it inside the transaction that changes the payment; transfers of nothing are not made.
 */
@Injectable()
export class BookMoney {
  constructor(
    private readonly ledger: LedgerStore,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** The house takes its fee only of a payment that stands, not of one that goes back at once. */
  async captured(
    client: Queryable,
    exporterId: string,
    payment: PaymentRecord,
    { stands, fee }: { stands: boolean; fee?: Money | undefined },
  ): Promise<void> {
    const exporter = exporterAccount(exporterId);
    const platformFee = stands ? feeOf(payment.amount.amount, this.settings.PLATFORM_FEE_BASIS_POINTS) : 0;
    await this.#record(client, payment, [
      [providerAccount(payment.provider), exporter, payment.amount.amount],
      [exporter, platformFees, platformFee],
      [exporter, providerFees(payment.provider), fee?.currency === payment.amount.currency ? fee.amount : 0],
    ]);
  }

  /** `payment` is as it was before this much went back. */
  async refunded(client: Queryable, exporterId: string, payment: PaymentRecord, amount: number): Promise<void> {
    const exporter = exporterAccount(exporterId);
    const fee = payment.state === 'captured' ? await this.ledger.sumsOf(client, payment.orderId, platformFees) : none;
    const refundedAfter = payment.refunded.amount + amount;
    await this.#record(client, payment, [
      [exporter, providerAccount(payment.provider), amount],
      [platformFees, exporter, feeToGiveBack(fee, { captured: payment.captured.amount, refundedAfter })],
    ]);
  }

  async #record(
    client: Queryable,
    { orderId, amount: { currency } }: PaymentRecord,
    moves: readonly (readonly [debit: string, credit: string, amount: number])[],
  ): Promise<void> {
    const transfers = moves
      .filter(([, , amount]) => amount > 0)
      .map(([debit, credit, amount]) => transferOf(uuidv7(), orderId, movement(debit, credit, { amount, currency })));
    await this.ledger.record(client, transfers);
  }
}

const none = { credited: 0, debited: 0 };
