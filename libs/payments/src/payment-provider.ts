import type { Money, PaymentMethod, SandboxFault } from '#libs/contracts';

/** A webhook as it came: the exact bytes, because they are what was signed. Header names are lower case. */
export type SignedRequest = { headers: Readonly<Record<string, string | string[] | undefined>>; body: Buffer };

/** What becomes of a payment at its provider. */
export type PaymentNews = 'authorised' | 'captured' | 'declined' | 'expired';

/**
 * What a provider says became of a payment. `messageId` is the same whenever the same news is told again. `hint`: a
 * message that nobody signed says that there is news; it is worth a question and nothing else. `amount` is null where
 * the provider does not tell it.
 */
export type PaymentNotice = {
  messageId: string;
  paymentId: string;
  result: PaymentNews | 'hint';
  amount: Money | null;
  /** What the provider keeps for its work, when it says so. */
  fee?: Money;
};

/**
 * A payment as its provider is told of it. `key` is stable for an attempt: `order-{id}-try-{n}`. `reference` is what the
 * provider called it, once that is known.
 */
export type Charge = {
  paymentId: string;
  key: string;
  amount: Money;
  orderNumber: string;
  reference: string | null;
  createdAt: string;
};

/** `phone` in E.164. */
export type BuyersChoice = { phone?: string | undefined; fault?: SandboxFault | undefined };

/** `open`: the buyer may still pay. `absent`: the provider knows no such payment. */
export type ChargeReport = {
  state: PaymentNews | 'open' | 'absent';
  reference?: string;
  checkoutUrl?: string;
  fee?: Money;
};

/** Money on its way back. `reference` is what the provider called it, once that is known. */
export type Repayment = { refundId: string; key: string; amount: Money; reference: string | null };
export type RepaymentReport = { state: 'pending' | 'done' | 'failed'; reference?: string };

/**
 * Somebody who takes money for us.
 *
 * Every implementation guarantees:
 * - The `provider` of its `method` never changes: payments and ledger accounts are kept under it.
 * - `create`, `capture` and `expire` name the payment to the provider by `paymentId` or `key`, and `refund` by the
 *   repayment's `key`, so that calling again for the same one has no second effect: there is one checkout, the money is
 *   taken once, and goes back once.
 * - What is resolved is definite: `declined` means that no money was or will be taken. A rejection says nothing about the
 *   money: the outcome is unknown until a webhook or `lookup` tells it.
 * - After `expire` resolves the buyer can no longer begin to pay, where the provider can close a checkout, and what was
 *   only authorised is given up. A capture that was under way may still be told.
 * - `lookup` changes nothing for the buyer, and answers for every payment that `create` was ever called for.
 * - None of them is called inside a transaction, and each resolves or rejects within ten seconds.
 * - `parseWebhook` believes only what the provider signed, the body unchanged and signed within the last five minutes.
 *   What nobody signs is a `hint` at most. Notices may come late, twice, in any order; telling them apart from news is
 *   the caller's task.
 */
export abstract class PaymentProvider {
  abstract readonly method: PaymentMethod;
  /** A person says that the money came or went: there is nobody to ask, and no webhook. */
  readonly byHand: boolean = false;
  /** The order is confirmed when the payment is authorised: the money comes with the goods. */
  readonly paidLater: boolean = false;
  /** How long a buyer has to pay at least, when that is longer than a hold usually lasts. */
  readonly holdSeconds: number | null = null;

  abstract create(charge: Charge, choice: BuyersChoice): Promise<ChargeReport>;

  /** Takes what was authorised. */
  abstract capture(charge: Charge): Promise<ChargeReport>;

  abstract expire(charge: Charge): Promise<void>;

  abstract lookup(charge: Charge): Promise<ChargeReport>;

  /** `failed`: the provider will never send it. While it is `pending`, asking again is how to learn more. */
  abstract refund(charge: Charge, repayment: Repayment): Promise<RepaymentReport>;

  /**
   * Null when what was signed is no news of a payment of ours.
   *
   * @throws DomainError `payment.bad-signature`, or `request.invalid` when what was signed is not understood
   */
  abstract parseWebhook(request: SignedRequest): PaymentNotice | null;

  /** What a buyer has to know to pay, beside the amount and the reference. */
  instructions(): string | null {
    return null;
  }
}
