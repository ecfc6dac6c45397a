import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import { MobileMoneyServer } from '../../../../../tests/support/mobile-money-server.js';
import {
  itIsAPaymentProvider,
  itMovesMoney,
  type MovingProvider,
} from '../../../testing/payment-provider-conformance.js';
import type { Charge } from '../../payment-provider.js';
import { MobileMoneyApi } from './mobile-money-api.js';
import { MobileMoneyProvider } from './mobile-money.provider.js';

const callbackUrl = 'https://silkcast.example/v1/payments/webhooks/mobile-money';
const over = (server: MobileMoneyServer, apiKey = 'key') =>
  new MobileMoneyProvider(
    new MobileMoneyApi({
      baseUrl: server.url,
      user: 'user',
      apiKey,
      keys: { collection: 'collect', disbursement: 'disburse' },
      environment: 'sandbox',
    }),
    'RWF',
    callbackUrl,
  );
const callback = (externalId: string, status: string) => ({
  headers: {},
  body: Buffer.from(JSON.stringify({ externalId, status })),
});

async function mobileMoney(): Promise<MovingProvider> {
  const server = await MobileMoneyServer.open();
  return {
    provider: over(server),
    choice: { phone: '+250788123456' },
    world: {
      pay: async ({ paymentId }) => server.settle(paymentId, 'SUCCESSFUL'),
      repaid: async ({ paymentId }) => server.repaid(paymentId),
      loseNextAnswer() {
        server.lost = 1;
        return {};
      },
    },
    close: () => server.close(),
  };
}

describe('the mobile money provider', () => {
  itIsAPaymentProvider(mobileMoney);
  itMovesMoney(mobileMoney);

  let server: MobileMoneyServer;
  beforeAll(async () => void (server = await MobileMoneyServer.open()));
  afterAll(() => server.close());
  const phone = '+250788123456';
  const aCharge = (currency = 'RWF'): Charge => ({
    paymentId: uuidv7(),
    key: `order-${uuidv7()}-try-1`,
    amount: { amount: 2500, currency },
    orderNumber: 'K7M2',
    reference: null,
    createdAt: new Date().toISOString(),
  });

  it('pushes a request to the phone, in whole units of the currency, and says where to call back', async () => {
    const charge = aCharge();
    await over(server).create(charge, { phone });
    const { headers, body } = server.seen.at(-1) ?? { headers: {}, body: '' };
    expect(headers).toMatchObject({
      'x-reference-id': charge.paymentId,
      'x-target-environment': 'sandbox',
      'x-callback-url': callbackUrl,
      'ocp-apim-subscription-key': 'collect',
    });
    expect(JSON.parse(body)).toMatchObject({
      amount: '2500',
      currency: 'RWF',
      payer: { partyIdType: 'MSISDN', partyId: '250788123456' },
    });
  });

  it.each([
    ['has no wallet', 'RWF', '+250788120000'],
    ['would pay in another currency', 'USD', phone],
  ])('declines before the push who %s', async (_, currency, number) => {
    const charge = aCharge(currency);
    expect(await over(server).create(charge, { phone: number })).toEqual({ state: 'declined' });
    expect(server.transfers.has(charge.paymentId)).toBe(false);
  });

  it('learns what the buyer did only by asking: a callback is a hint, whoever made it up', async () => {
    const provider = over(server);
    const charge = aCharge();
    await provider.create(charge, { phone });
    expect(provider.parseWebhook(callback(charge.paymentId, 'SUCCESSFUL'))).toMatchObject({
      paymentId: charge.paymentId,
      result: 'hint',
      amount: null,
    });
    expect((await provider.lookup(charge)).state).toBe('open');
    server.settle(charge.paymentId, 'FAILED');
    expect((await provider.lookup(charge)).state).toBe('declined');
    expect((await provider.lookup(aCharge())).state).toBe('absent');
    expect(() => provider.parseWebhook({ headers: {}, body: Buffer.from('no') })).toThrow(
      expect.objectContaining({ code: 'request.invalid' }),
    );
  });

  it('says nothing about the money when it can not sign in', async () => {
    await expect(over(server, 'wrong').create(aCharge(), { phone })).rejects.toThrow('status 401');
    await expect(over(server, 'wrong').lookup(aCharge())).rejects.toThrow('status 401');
  });
});
