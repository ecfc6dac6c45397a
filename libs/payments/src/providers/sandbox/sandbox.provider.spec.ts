import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { Webhook } from 'standardwebhooks';
import { uuidv7 } from 'uuidv7';
import { openFeatures, quietSettings } from '../../../../../tests/support/feature.js';
import {
  itClosesCheckouts,
  itIsAPaymentProvider,
  itMovesMoney,
  itSignsItsWebhooks,
  type MovingProvider,
  type SigningProvider,
} from '../../../testing/payment-provider-conformance.js';
import type { Charge } from '../../payment-provider.js';
import { PaymentsModule } from '../../payments.module.js';
import { SandboxBooksStore } from './sandbox-books.store.js';
import { SandboxProvider } from './sandbox.provider.js';

const aKey = 'A'.repeat(43);
const houses: INestApplicationContext[] = [];
const aHouse = async (signingKey = aKey) => {
  const house = await openFeatures([PaymentsModule], quietSettings({ TOKEN_SIGNING_KEY: signingKey }));
  houses.push(house);
  return { provider: house.get(SandboxProvider), books: house.get(SandboxBooksStore) };
};

async function theSandbox(): Promise<MovingProvider & SigningProvider> {
  const { provider, books } = await aHouse();
  const signed = (messageId: string, news: Parameters<typeof provider.signedRequest>[1], at?: Date) => {
    const { headers, body } = provider.signedRequest(messageId, news, at);
    return { headers, body: Buffer.from(body) };
  };
  const repaid = new Map<string, number>();
  const refund = books.refund.bind(books);
  books.refund = async (paymentId, key, amount) => {
    const done = await refund(paymentId, key, amount);
    if (done) repaid.set(`${paymentId} ${key}`, amount);
    return done;
  };
  return {
    provider,
    world: {
      async pay({ paymentId, amount }: Charge) {
        if ((await books.enter(paymentId, 'captured', amount)) !== 'captured') throw new Error('it is closed');
      },
      repaid: async ({ paymentId }) =>
        [...repaid].filter(([key]) => key.startsWith(paymentId)).reduce((sum, [, amount]) => sum + amount, 0),
      loseNextAnswer: () => ({ fault: 'time-out-after-charging' }),
    },
    webhooks: {
      announce: ({ messageId, paymentId, result, amount }, at) =>
        signed(
          messageId,
          {
            type: result === 'captured' ? 'payment.captured' : 'payment.declined',
            data: { reference: paymentId, amount: amount ?? { amount: 0, currency: 'USD' } },
          },
          at,
        ),
      announceNonsense: () => signed('msg_nonsense', { type: 'payment.captured' } as never),
    },
  };
}

afterAll(() => Promise.all(houses.map((house) => house.close())));

describe('the sandbox provider', () => {
  itIsAPaymentProvider(theSandbox);
  itMovesMoney(theSandbox);
  itClosesCheckouts(theSandbox);
  itSignsItsWebhooks(theSandbox, ['captured', 'declined']);

  const aCapture = {
    type: 'payment.captured',
    data: { reference: uuidv7(), amount: { amount: 1, currency: 'USD' } },
  } as const;
  let here: Awaited<ReturnType<typeof aHouse>>;
  beforeAll(async () => void (here = await aHouse()));

  it('does not believe a house with another key', async () => {
    const { provider: stranger } = await aHouse('B'.repeat(43));
    const { headers, body } = stranger.signedRequest('msg_1', aCapture);
    expect(() => here.provider.parseWebhook({ headers, body: Buffer.from(body) })).toThrow(
      expect.objectContaining({ code: 'payment.bad-signature' }),
    );
  });

  it('does not sign with the key that signs access tokens', () => {
    const { headers, body } = here.provider.signedRequest('msg_1', aCapture);
    const withTokenKey = new Webhook(Buffer.from(aKey, 'base64url'), { format: 'raw' });
    expect(() => withTokenKey.verify(body, headers)).toThrow('No matching signature');
  });

  it('goes wrong as it is asked to', async () => {
    const charge = (paymentId = uuidv7()): Charge => ({
      paymentId,
      key: `order-${paymentId}-try-1`,
      amount: { amount: 500, currency: 'USD' },
      orderNumber: 'A1',
      reference: null,
      createdAt: new Date().toISOString(),
    });
    expect(await here.provider.create(charge(), { fault: 'decline' })).toEqual({ state: 'declined' });
    const [lost, charged] = [charge(), charge()];
    await expect(here.provider.create(lost, { fault: 'time-out-before-charging' })).rejects.toThrow('timed out');
    await expect(here.provider.create(charged, { fault: 'time-out-after-charging' })).rejects.toThrow('timed out');
    expect((await here.provider.lookup(lost)).state).toBe('open');
    expect((await here.provider.lookup(charged)).state).toBe('captured');
  });
});
