import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '#libs/contracts';
import type { Queryable } from '#libs/database';
import { type PaymentRecord, RefundsStore } from '#libs/payments';

/** Decides that money goes back. Sending it is for after the commit (`CarryOutRefund`), and is never forgotten. */
@Injectable()
export class OpenRefund {
  constructor(private readonly refunds: RefundsStore) {}

  /**
   * Call it inside a transaction that has locked the order. Answers the refund's id.
   *
   * @param amount minor units; all that is left when it is not given
   * @param key what makes it this refund and no other, also for the provider
   * @throws DomainError `payment.refund-too-large` when less is left
   */
  async open(
    client: Queryable,
    payment: PaymentRecord,
    amount: number | undefined,
    reason: string,
    key?: string,
  ): Promise<string> {
    const left = await this.left(client, payment);
    const wanted = amount ?? left;
    if (wanted > left || wanted < 1) throw new DomainError('payment.refund-too-large');
    const id = uuidv7();
    const money = { amount: wanted, currency: payment.amount.currency };
    const { id: paymentId, orderId } = payment;
    await this.refunds.insert(client, { id, orderId, paymentId, amount: money, reason, key: key ?? `refund-${id}` });
    return id;
  }

  /** What may still go back, in minor units: what is on its way counts as gone. */
  async left(client: Queryable, payment: PaymentRecord): Promise<number> {
    const under = (await this.refunds.ofOrder(payment.orderId, client))
      .filter(({ paymentId, state }) => paymentId === payment.id && state === 'pending')
      .reduce((sum, refund) => sum + refund.amount.amount, 0);
    return payment.captured.amount - payment.refunded.amount - under;
  }
}
