import { describe, expect, it } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import type { Money } from '#libs/contracts';
import type { PaymentNotice, PaymentProvider, SignedRequest } from '../src/payment-provider.js';

/** A provider, and the other side of its wire: what its servers would send, signed at `at` (by default now). */
export type ProviderUnderTest = {
  provider: PaymentProvider;
  announce(notice: PaymentNotice, at?: Date): SignedRequest;
  /** Something with a good signature that is no notice. */
  announceNonsense(): SignedRequest;
};

const amount: Money = { amount: 2500, currency: 'USD' };
const aNotice = (result: PaymentNotice['result'] = 'captured'): PaymentNotice => ({
  messageId: `msg_${uuidv7()}`,
  paymentId: uuidv7(),
  result,
  amount,
});
const refused = (code: string) => expect.objectContaining({ code });

/** What every payment provider must do; each implementation runs it in its own spec. */
export function itIsAPaymentProvider(setUp: () => ProviderUnderTest): void {
  describe('as a payment provider', () => {
    it('opens a checkout once, at an address that stays', async () => {
      const { provider } = setUp();
      const checkout = { paymentId: uuidv7(), amount };
      await provider.create(checkout);
      const address = provider.checkoutUrl(checkout.paymentId);
      await provider.create(checkout);
      expect(provider.checkoutUrl(checkout.paymentId)).toBe(address);
      expect(new URL(address).protocol).toMatch(/^https?:$/);
      expect(provider.checkoutUrl(uuidv7())).not.toBe(address);
    });

    it('closes a checkout and returns money, also when it is asked twice', async () => {
      const { provider } = setUp();
      const checkout = { paymentId: uuidv7(), amount };
      await provider.create(checkout);
      for (const _ of ['first', 'again']) {
        await expect(provider.expire(checkout.paymentId)).resolves.toBeUndefined();
        await expect(provider.refund(checkout)).resolves.toBeUndefined();
      }
    });

    it.each(['captured', 'declined'] as const)('understands its own webhook: %s', (result) => {
      const { provider, announce } = setUp();
      const notice = aNotice(result);
      expect(provider.parseWebhook(announce(notice))).toEqual(notice);
    });

    it('refuses a webhook whose body was changed after it was signed', () => {
      const { provider, announce } = setUp();
      const request = announce(aNotice());
      const body = Buffer.from(request.body.toString().replace('2500', '2501'));
      expect(body).not.toEqual(request.body);
      expect(() => provider.parseWebhook({ ...request, body })).toThrow(refused('payment.bad-signature'));
    });

    it('refuses a webhook without any one of its headers, or with one that was changed', () => {
      const { provider, announce } = setUp();
      const request = announce(aNotice());
      const signed = Object.keys(request.headers).filter((name) => name !== 'content-type');
      expect(signed).not.toHaveLength(0);
      for (const name of signed) {
        for (const value of [undefined, '', `${String(request.headers[name])}1`, ['a', 'b']]) {
          const headers = { ...request.headers, [name]: value };
          expect(() => provider.parseWebhook({ ...request, headers })).toThrow(refused('payment.bad-signature'));
        }
      }
    });

    it('refuses a webhook that was signed more than five minutes ago, or will be', () => {
      const { provider, announce } = setUp();
      for (const minutes of [-6, 6]) {
        const request = announce(aNotice(), new Date(Date.now() + minutes * 60_000));
        expect(() => provider.parseWebhook(request)).toThrow(refused('payment.bad-signature'));
      }
    });

    it('refuses what is signed but no notice', () => {
      const { provider, announceNonsense } = setUp();
      expect(() => provider.parseWebhook(announceNonsense())).toThrow(refused('request.invalid'));
    });
  });
}
