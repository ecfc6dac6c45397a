import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import type { Money } from '#libs/contracts';
import type { BuyersChoice, Charge, PaymentNotice, PaymentProvider, SignedRequest } from '../src/payment-provider.js';

/** A provider, and the other side of its wire. */
export type ProviderUnderTest = {
  provider: PaymentProvider;
  /** What a buyer tells when beginning to pay. */
  choice?: BuyersChoice;
  close?(): Promise<void>;
};

/** One that moves money by itself: what happens there, whatever we hear of it. */
export type MovingProvider = ProviderUnderTest & {
  world: {
    /** The buyer pays. Rejects when the checkout is closed. */
    pay(charge: Charge): Promise<void>;
    /** Minor units that went back to the buyer. */
    repaid(charge: Charge): Promise<number>;
    /** The next creation takes effect, and its answer is lost. */
    loseNextAnswer(): BuyersChoice;
  };
};

/** One that signs what it tells. */
export type SigningProvider = ProviderUnderTest & {
  webhooks: {
    /** What its servers would send, signed at `at`, by default now. */
    announce(notice: PaymentNotice, at?: Date): SignedRequest;
    /** Something with a good signature that is no notice. */
    announceNonsense(): SignedRequest;
  };
};

const amount: Money = { amount: 2500, currency: 'RWF' };
const aCharge = (): Charge => {
  const paymentId = uuidv7();
  return {
    paymentId,
    key: `order-${uuidv7()}-try-1`,
    amount,
    orderNumber: paymentId.slice(-6),
    reference: null,
    createdAt: new Date().toISOString(),
  };
};
const aRepayment = (minor: number) => {
  const refundId = uuidv7();
  return { refundId, key: `refund-${refundId}`, amount: { ...amount, amount: minor }, reference: null };
};
const aNotice = (result: PaymentNotice['result'] = 'captured'): PaymentNotice => ({
  messageId: `msg_${uuidv7()}`,
  paymentId: uuidv7(),
  result,
  amount,
});
const refused = (code: string) => expect.objectContaining({ code });

const begun = async ({ provider, choice = {} }: ProviderUnderTest): Promise<Charge> => {
  const charge = aCharge();
  const { reference = null } = await provider.create(charge, choice);
  return { ...charge, reference };
};

/** Opens one before the tests of a group and closes it after them. */
function theOne<P extends ProviderUnderTest>(setUp: () => Promise<P>): () => P {
  let under: P | undefined;
  beforeAll(async () => void (under = await setUp()));
  afterAll(() => under?.close?.());
  return () => under as P;
}

/** What every payment provider must do; each implementation runs it in its own spec. */
export function itIsAPaymentProvider(setUp: () => Promise<ProviderUnderTest>): void {
  describe('as a payment provider', () => {
    const under = theOne(setUp);

    it('opens a checkout once, however often it is asked to', async () => {
      const { provider, choice = {} } = under();
      const charge = aCharge();
      const first = await provider.create(charge, choice);
      expect(first.state).toBe(provider.paidLater ? 'authorised' : 'open');
      expect(await provider.create(charge, choice)).toEqual(first);
      const reference = first.reference ?? null;
      expect(await provider.lookup({ ...charge, reference })).toMatchObject({ state: first.state });
    });

    it('closes a checkout, also when it is asked twice', async () => {
      const charge = await begun(under());
      for (const _ of ['first', 'again']) await expect(under().provider.expire(charge)).resolves.toBeUndefined();
    });
  });
}

/** What every provider must do that moves money by itself. */
export function itMovesMoney(setUp: () => Promise<MovingProvider>): void {
  describe('as a provider that moves money', () => {
    const under = theOne(setUp);

    it('says that it was paid, when it is asked, and leaves that as it is when it is closed afterwards', async () => {
      const { provider, world } = under();
      const charge = await begun(under());
      await world.pay(charge);
      expect(await provider.lookup(charge)).toMatchObject({ state: 'captured' });
      await provider.expire(charge);
      expect(await provider.capture(charge)).toMatchObject({ state: 'captured' });
      expect(await provider.lookup(charge)).toMatchObject({ state: 'captured' });
    });

    it('returns money in parts, each once, and never more than was paid', async () => {
      const { provider, world } = under();
      const charge = await begun(under());
      await world.pay(charge);
      const part = aRepayment(1000);
      const settled = async (repayment: typeof part) => {
        let report = await provider.refund(charge, repayment);
        for (let asked = 0; report.state === 'pending' && asked < 3; asked++)
          report = await provider.refund(charge, { ...repayment, reference: report.reference ?? null });
        return report.state;
      };
      expect([await settled(part), await settled(part)]).toEqual(['done', 'done']);
      expect(await world.repaid(charge)).toBe(1000);
      expect(await settled(aRepayment(1500))).toBe('done');
      expect(await settled(aRepayment(1))).toBe('failed');
      expect(await world.repaid(charge)).toBe(2500);
    });

    it('rejects when its answer is lost, and knows afterwards what it did', async () => {
      const { provider, world, choice } = under();
      const charge = aCharge();
      const losing = { ...choice, ...world.loseNextAnswer() };
      await expect(provider.create(charge, losing)).rejects.toThrow(/./);
      expect(['open', 'captured']).toContain((await provider.lookup(charge)).state);
    });
  });
}

/** What every provider must do that can close a checkout which a buyer has before them. */
export function itClosesCheckouts(setUp: () => Promise<MovingProvider>): void {
  describe('as a provider that closes checkouts', () => {
    const under = theOne(setUp);

    it('lets nobody pay any more', async () => {
      const { provider, world } = under();
      const charge = await begun(under());
      await provider.expire(charge);
      await expect(world.pay(charge)).rejects.toThrow('closed');
      expect(await provider.lookup(charge)).toMatchObject({ state: 'expired' });
    });
  });
}

/** What every provider must do whose webhooks are signed. */
export function itSignsItsWebhooks(
  setUp: () => Promise<SigningProvider>,
  results: readonly PaymentNotice['result'][],
): void {
  describe('as a provider that signs its webhooks', () => {
    const under = theOne(setUp);
    const parse = (request: SignedRequest) => under().provider.parseWebhook(request);

    it.each(results)('understands its own webhook: %s', (result) => {
      const notice = aNotice(result);
      expect(parse(under().webhooks.announce(notice))).toEqual(notice);
    });

    it('refuses a webhook whose body was changed after it was signed', () => {
      const request = under().webhooks.announce(aNotice());
      const body = Buffer.from(request.body.toString().replace('2500', '2501'));
      expect(body).not.toEqual(request.body);
      expect(() => parse({ ...request, body })).toThrow(refused('payment.bad-signature'));
    });

    it('refuses a webhook without any one of its headers, or with one that was changed', () => {
      const request = under().webhooks.announce(aNotice());
      const signed = Object.keys(request.headers).filter((name) => name !== 'content-type');
      expect(signed).not.toHaveLength(0);
      for (const name of signed) {
        for (const value of [undefined, '', `${String(request.headers[name])}1`, ['a', 'b']]) {
          const headers = { ...request.headers, [name]: value };
          expect(() => parse({ ...request, headers })).toThrow(refused('payment.bad-signature'));
        }
      }
    });

    it('refuses a webhook that was signed more than five minutes ago, or will be', () => {
      for (const minutes of [-6, 6]) {
        const request = under().webhooks.announce(aNotice(), new Date(Date.now() + minutes * 60_000));
        expect(() => parse(request)).toThrow(refused('payment.bad-signature'));
      }
    });

    it('refuses what is signed but no notice', () => {
      expect(() => parse(under().webhooks.announceNonsense())).toThrow(refused('request.invalid'));
    });
  });
}
