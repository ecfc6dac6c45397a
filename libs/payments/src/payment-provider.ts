import type { Money } from '#libs/contracts';

/** A webhook as it came: the exact bytes, because they are what was signed. Header names are lower case. */
export type SignedRequest = { headers: Readonly<Record<string, string | string[] | undefined>>; body: Buffer };

/** What a provider says became of a payment. `messageId` is the same whenever the same news is told again. */
export type PaymentNotice = {
  messageId: string;
  paymentId: string;
  result: 'captured' | 'declined';
  amount: Money;
};

export type Checkout = { paymentId: string; amount: Money };

/**
 * Somebody who takes money for us.
 *
 * Every implementation guarantees:
 * - Its `name` never changes: payments and ledger accounts are kept under it.
 * - `create`, `expire` and `refund` name the payment to the provider by `paymentId`, so that calling again for the same
 *   one has no second effect: there is one checkout, and the money goes back once.
 * - `checkoutUrl` is where the buyer pays, known from the payment's id alone and valid once `create` has resolved.
 * - After `expire` resolves the buyer can no longer begin to pay. A capture that was under way may still be told.
 * - None of them is called inside a transaction, and each resolves or rejects within ten seconds. A rejection says
 *   nothing about the money: the outcome is unknown until a webhook tells it.
 * - `parseWebhook` believes only what the provider signed, the body unchanged and signed within the last five minutes.
 *   Notices may come late, twice, in any order; telling them apart from news is the caller's task.
 */
export abstract class PaymentProvider {
  abstract readonly name: string;

  abstract checkoutUrl(paymentId: string): string;

  abstract create(checkout: Checkout): Promise<void>;

  abstract expire(paymentId: string): Promise<void>;

  abstract refund(checkout: Checkout): Promise<void>;

  /**
   * @throws DomainError `payment.bad-signature`, or `request.invalid` when what was signed is not a notice
   */
  abstract parseWebhook(request: SignedRequest): PaymentNotice;
}
