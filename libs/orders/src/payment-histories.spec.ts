import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Payment, SandboxWebhook } from '#libs/contracts';
import { openShop, stockOf } from '../testing/sale.js';
import { type Purchase, Till } from '../testing/till.js';
import { CarryOutRefund } from './carry-out-refund.js';
import { Refunds } from './refunds.js';
import { ReleaseHold } from './release-hold.js';
import { SettlePayment } from './settle-payment.js';

type Type = SandboxWebhook['type'];
/** What may happen between a buyer, a provider, the clock and a till; numbers choose among the payments there are. */
const step = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ do: 'pay' } as const) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('pay-badly' as const),
      fault: fc.constantFrom('decline', 'time-out-before-charging', 'time-out-after-charging'),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('decide' as const),
      payment: fc.nat(),
      state: fc.constantFrom('captured', 'declined'),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('tell' as const),
      payment: fc.nat(),
      copies: fc.integer({ min: 1, max: 3 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('tell-again' as const), message: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('forge' as const), payment: fc.nat() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('ask' as const), seconds: fc.constantFrom(1, 40, 90) }) },
  { weight: 1, arbitrary: fc.constant({ do: 'run-out' } as const) },
  { weight: 1, arbitrary: fc.constant({ do: 'pass' } as const) },
  { weight: 1, arbitrary: fc.constant({ do: 'rival' } as const) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('give-back' as const), amount: fc.integer({ min: 1, max: 4000 }) }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** One purchase of one buyer, and all that was said about it. */
class History {
  readonly #payments: Payment[] = [];
  readonly #told: { payment: Payment; type: Type; messageId: string }[] = [];

  private constructor(
    private readonly till: Till,
    readonly purchase: Purchase,
  ) {}

  static async begin(till: Till, mode: 'FIFO_HOLD' | 'FIRST_PAID'): Promise<History> {
    return new History(till, await till.aPurchase({ onHand: 2, mode }));
  }

  async take(step: Step): Promise<void> {
    try {
      await this.#do(step);
    } catch (error) {
      // to be refused is an outcome too; anything else is a fault
      if (!(error instanceof Error && error.name === 'DomainError')) throw error;
    }
  }

  /** Everybody is asked until nothing is open, as the tickers do within minutes. */
  async end(): Promise<void> {
    await this.till.runOut(this.purchase);
    for (let round = 0; round < 4; round++) {
      await this.till.askLater(this.purchase, 120);
      await this.till.shop.get(CarryOutRefund).retry();
    }
  }

  async #do(step: Step): Promise<void> {
    const { till, purchase } = this;
    const { buyer, hold, sale } = purchase;
    switch (step.do) {
      case 'pay':
        return this.#know(await till.pay(purchase));
      case 'pay-badly':
        return this.#know(await till.pay(purchase, { fault: step.fault }));
      case 'decide':
        return void (await this.#with(step.payment, (payment) => till.decide(payment, step.state)));
      case 'tell':
        return this.#with(step.payment, (payment) => this.#tell(payment, step.copies));
      case 'tell-again': {
        const message = this.#told[step.message % Math.max(1, this.#told.length)];
        return message && till.tell(message.payment, message.type, message.messageId);
      }
      case 'forge':
        return this.#with(step.payment, async (payment) => {
          const { headers, body } = till.webhook(payment, 'payment.captured');
          const forged = Buffer.from(body.toString().replace(`"amount":${payment.amount.amount}`, '"amount":1'));
          await till.shop.get(SettlePayment).settle('sandbox', { headers, body: forged });
          throw new Error('a forged webhook was believed');
        });
      case 'ask':
        return till.askLater(purchase, step.seconds);
      case 'run-out':
        return till.runOut(purchase);
      case 'pass':
        return void (await till.shop.get(ReleaseHold).release(buyer, hold.id));
      case 'rival':
        return void (await till.claim(sale).catch(() => null));
      case 'give-back': {
        const wish = { amount: step.amount, reason: 'The box was wet.' };
        return void (await till.shop.get(Refunds).request(sale.host, hold.orderId, wish));
      }
    }
  }

  #know(payment: Payment): void {
    if (!this.#payments.some(({ id }) => id === payment.id)) this.#payments.push(payment);
  }

  async #with<T>(index: number, work: (payment: Payment) => Promise<T>): Promise<T | void> {
    const payment = this.#payments[index % Math.max(1, this.#payments.length)];
    if (payment !== undefined) return work(payment);
  }

  /** The provider tells what its books say, if they say anything yet. */
  async #tell(payment: Payment, copies: number): Promise<void> {
    const { rows } = await this.till.query<{ state: string }>('SELECT state FROM sandbox_payment WHERE id = $1', [
      payment.id,
    ]);
    const state = rows[0]?.state;
    if (state !== 'captured' && state !== 'declined') return;
    const message = { payment, type: `payment.${state}` as const, messageId: crypto.randomUUID() };
    this.#told.push(message);
    await Promise.all(Array.from({ length: copies }, () => this.till.tell(payment, message.type, message.messageId)));
  }
}

describe('whatever providers, buyers and clocks do', () => {
  let till: Till;
  beforeAll(async () => void (till = new Till(await openShop({ PLATFORM_FEE_BASIS_POINTS: '333' }))));
  afterAll(() => till?.shop.close());

  const truthOf = async ({ hold: { orderId } }: Purchase) => {
    const { rows } = await till.query<{
      state: string;
      ours: string;
      captured: string;
      refunded: string;
      theirs: string | null;
      taken: string | null;
      back: string | null;
    }>(
      `SELECT p.state, p.amount AS ours, p.captured_amount AS captured, p.refunded_amount AS refunded,
         s.state AS theirs, s.amount AS taken, s.refunded AS back
       FROM payment p LEFT JOIN sandbox_payment s ON s.id = p.id WHERE p.order_id = $1 ORDER BY p.attempt`,
      [orderId],
    );
    return rows;
  };

  it('an order is confirmed or its money is back, never both; money is taken once and the books agree', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('FIFO_HOLD' as const, 'FIRST_PAID' as const),
        fc.array(step, { minLength: 3, maxLength: 14 }),
        async (mode, steps) => {
          const history = await History.begin(till, mode);
          for (const one of steps) await history.take(one);
          await history.end();

          const { purchase } = history;
          const payments = await truthOf(purchase);
          const order = await till.orderOf(purchase);
          const standing = payments.filter(({ state }) => state === 'captured');
          // nothing stays open or on its way
          expect(payments.map(({ state }) => state)).not.toEqual(
            expect.arrayContaining([expect.stringMatching(/^(?:pending|unknown|authorised|refunding)$/)]),
          );
          // what the provider took we know of, and what we say went back it has sent
          for (const { theirs, taken, captured, refunded, back } of payments) {
            expect(captured).toBe(theirs === 'captured' ? taken : '0');
            expect(refunded).toBe(theirs === 'captured' ? back : '0');
          }
          expect(standing.length).toBeLessThanOrEqual(1);
          const kept = payments.filter(({ captured, refunded }) => captured !== refunded);
          const paid = payments.filter(({ captured }) => captured !== '0');
          expect(order.state === 'confirmed' ? paid.length > 0 : kept.length === 0).toBe(true);
          const stock = await stockOf(till.shop, purchase.sale.variantIds[0]);
          expect(stock.sold).toBe(order.state === 'confirmed' ? 2 : 0);
          expect(stock.held + stock.sold).toBeLessThanOrEqual(2);
          const books = await till.booksOf(purchase);
          expect(Object.values(books).reduce((sum, amount) => sum + amount, 0)).toBe(0);
          expect(await till.disagreeing(purchase)).toEqual([]);
        },
      ),
      { numRuns: 40, endOnFailure: false },
    );
  }, 120_000);
});
