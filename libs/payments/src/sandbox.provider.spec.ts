import { describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { uuidv7 } from 'uuidv7';
import { Settings } from '#libs/contracts';
import { itIsAPaymentProvider } from '../testing/payment-provider-conformance.js';
import { SandboxProvider } from './sandbox.provider.js';

const sandboxOf = (signingKey: string) =>
  new SandboxProvider(
    Settings.parse({
      DATABASE_URL: 'postgres://nowhere/none',
      TOKEN_SIGNING_KEY: signingKey,
      PUBLIC_URL: 'https://silkcast.example',
    }),
  );
const aKey = 'A'.repeat(43);

describe('the sandbox provider', () => {
  itIsAPaymentProvider(() => {
    const provider = sandboxOf(aKey);
    const signed = (messageId: string, news: Parameters<typeof provider.signedRequest>[1], at?: Date) => {
      const { headers, body } = provider.signedRequest(messageId, news, at);
      return { headers, body: Buffer.from(body) };
    };
    return {
      provider,
      announce: ({ messageId, paymentId, result, amount }, at) =>
        signed(messageId, { type: `payment.${result}`, data: { reference: paymentId, amount } }, at),
      announceNonsense: () => signed('msg_nonsense', { type: 'payment.captured' } as never),
    };
  });

  const aCapture = {
    type: 'payment.captured',
    data: { reference: uuidv7(), amount: { amount: 1, currency: 'USD' } },
  } as const;

  it('sends the buyer to the payment page', () => {
    const id = uuidv7();
    expect(sandboxOf(aKey).checkoutUrl(id)).toBe(`https://silkcast.example/pay/${id}`);
  });

  it('does not believe a house with another key', () => {
    const { headers, body } = sandboxOf('B'.repeat(43)).signedRequest('msg_1', aCapture);
    expect(() => sandboxOf(aKey).parseWebhook({ headers, body: Buffer.from(body) })).toThrow(
      expect.objectContaining({ code: 'payment.bad-signature' }),
    );
  });

  it('does not sign with the key that signs access tokens', () => {
    const { headers, body } = sandboxOf(aKey).signedRequest('msg_1', aCapture);
    const withTokenKey = new Webhook(Buffer.from(aKey, 'base64url'), { format: 'raw' });
    expect(() => withTokenKey.verify(body, headers)).toThrow('No matching signature');
  });
});
