import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import type { Money } from '#libs/contracts';
import type { BuyersChoice, Charge, PaymentNotice, PaymentProvider, SignedRequest } from '../src/payment-provider.js';

/** A provider, and the other side of its wire. */
export type ProviderUnderTest = {
  provider: PaymentProvider;
  /** What a buyer tells when beginning to pay. */
  choice?: BuyersChoice;
  /** Null where money is handed over by people. */
  world: ProviderWorld | null;
  /** Null where the provider sends none. */
  webhooks: {
    /** What its servers would send, signed at `at`, by default now. */
    announce(notice: PaymentNotice, at?: Date): SignedRequest;
    /** Something with a good signature that is no notice. */
    announceNonsense(): SignedRequest;
  } | null;
  close?(): Promise<void>;
};

/** What happens at the provider, whatever we hear of it. */
export type ProviderWorld = {
  /** The buyer pays. Rejects when the checkout is closed. */
  pay(charge: Charge): Promise<void>;
  /** Minor units that went back to the buyer. */
  repaid(charge: Charge): Promise<number>;
  /** The next creation takes effect, and its answer is lost. */
  loseNextAnswer(): BuyersChoice;
  /** False where nobody can close a checkout that has begun. */
  closes: boolean;
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

/** What every payment provider must do; each implementation runs it in its own spec. */
export function itIsAPaymentProvider(setUp: () => Promise<ProviderUnderTest>): void {
  describe('as a payment provider', () => {
    let under: ProviderUnderTest;
    beforeAll(async () => void (under = await setUp()));
    afterAll(() => under?.close?.());

    const begun = async (charge = aCharge()): Promise<Charge> => {
      const report = await under.provider.create(charge, under.choice ?? {});
      return { ...charge, reference: report.reference ?? null };
    };

    it('opens a checkout once, however often it is asked to', async () => {
      const charge = aCharge();
      const first = await under.provider.create(charge, under.choice ?? {});
      expect(first.state).toBe(under.provider.paidLater ? 'authorised' : 'open');
      expect(await under.provider.create(charge, under.choice ?? {})).toEqual(first);
      const reference = first.reference ?? null;
      expect(await under.provider.lookup({ ...charge, reference })).toMatchObject({ state: first.state });
    });

    it('closes a checkout, also when it is asked twice', async () => {
      const charge = await begun();
      for (const _ of ['first', 'again']) await expect(under.provider.expire(charge)).resolves.toBeUndefined();
      if (under.world?.closes !== true) return;
      await expect(under.world.pay(charge)).rejects.toThrow();
      expect(await under.provider.lookup(charge)).toMatchObject({ state: 'expired' });
    });

    it('says that it was paid, when it is asked, and leaves that as it is when it is closed afterwards', async () => {
      if (under.world === null) return expect(under.provider.byHand).toBe(true);
      const charge = await begun();
      await under.world.pay(charge);
      expect(await under.provider.lookup(charge)).toMatchObject({ state: 'captured' });
      await under.provider.expire(charge);
      expect(await under.provider.capture(charge)).toMatchObject({ state: 'captured' });
      expect(await under.provider.lookup(charge)).toMatchObject({ state: 'captured' });
    });

    it('returns money in parts, each once, and never more than was paid', async () => {
      const { provider, world } = under;
      const charge = await begun();
      const part = aRepayment(1000);
      if (world === null) return expect(await provider.refund(charge, part)).toEqual({ state: 'pending' });
      await world.pay(charge);
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
      const { provider, world } = under;
      if (world === null) return expect(provider.byHand).toBe(true);
      const charge = aCharge();
      const choice = { ...under.choice, ...world.loseNextAnswer() };
      await expect(provider.create(charge, choice)).rejects.toThrow();
      expect(['open', 'captured']).toContain((await provider.lookup(charge)).state);
    });

    it('believes no webhook where it sends none', () => {
      const request = { headers: {}, body: Buffer.from(JSON.stringify(aNotice())) };
      if (under.webhooks === null)
        expect(() => under.provider.parseWebhook(request)).toThrow(refused('payment.bad-signature'));
      else expect(() => under.provider.parseWebhook(request)).toThrow(/./);
    });
  });
}

/** What every provider must do whose webhooks are signed. */
export function itSignsItsWebhooks(
  setUp: () => Promise<ProviderUnderTest>,
  results: readonly PaymentNotice['result'][],
): void {
  describe('as a provider that signs its webhooks', () => {
    let under: ProviderUnderTest;
    let webhooks: NonNullable<ProviderUnderTest['webhooks']>;
    beforeAll(async () => {
      under = await setUp();
      if (under.webhooks === null) throw new Error('it sends no webhooks');
      webhooks = under.webhooks;
    });
    afterAll(() => under?.close?.());

    it.each(results)('understands its own webhook: %s', (result) => {
      const notice = aNotice(result);
      expect(under.provider.parseWebhook(webhooks.announce(notice))).toEqual(notice);
    });

    it('refuses a webhook whose body was changed after it was signed', () => {
      const request = webhooks.announce(aNotice());
      const body = Buffer.from(request.body.toString().replace('2500', '2501'));
      expect(body).not.toEqual(request.body);
      expect(() => under.provider.parseWebhook({ ...request, body })).toThrow(refused('payment.bad-signature'));
    });

    it('refuses a webhook without any one of its headers, or with one that was changed', () => {
      const request = webhooks.announce(aNotice());
      const signed = Object.keys(request.headers).filter((name) => name !== 'content-type');
      expect(signed).not.toHaveLength(0);
      for (const name of signed) {
        for (const value of [undefined, '', `${String(request.headers[name])}1`, ['a', 'b']]) {
          const headers = { ...request.headers, [name]: value };
          expect(() => under.provider.parseWebhook({ ...request, headers })).toThrow(refused('payment.bad-signature'));
        }
      }
    });

    it('refuses a webhook that was signed more than five minutes ago, or will be', () => {
      for (const minutes of [-6, 6]) {
        const request = webhooks.announce(aNotice(), new Date(Date.now() + minutes * 60_000));
        expect(() => under.provider.parseWebhook(request)).toThrow(refused('payment.bad-signature'));
      }
    });

    it('refuses what is signed but no notice', () => {
      expect(() => under.provider.parseWebhook(webhooks.announceNonsense())).toThrow(refused('request.invalid'));
    });
  });
}
