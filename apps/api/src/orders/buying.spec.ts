import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import { RegisterGuest } from '#libs/accounts';
import { type ClaimOutcome, Payment, type SandboxWebhook } from '#libs/contracts';
import { SandboxProvider } from '#libs/payments';
import { aSale, type Sale } from '../../../../tests/support/sale.js';
import { RunningApi } from '../../testing/running-api.js';

describe('buying over HTTP', () => {
  let api: RunningApi;
  let sale: Sale;
  beforeAll(async () => {
    api = await RunningApi.open();
    sale = await aSale(api.app, { maxPerBuyer: 9 });
  });
  afterAll(() => api?.close());

  const aGuest = async () => {
    const guest = { displayName: 'Amina', lang: 'en', simulated: false };
    return (await api.app.get(RegisterGuest, { strict: false }).register(guest)).accessToken;
  };
  const claim = async (token: string, qty = 1, key: string = uuidv7()) =>
    api.send(`POST /v1/offers/${sale.offer.id}/claims`, { token, key, body: { qty } });
  const held = async (token: string) => {
    const outcome = (await claim(token)).body as ClaimOutcome | null;
    if (outcome?.outcome !== 'HELD') throw new Error('expected HELD');
    return outcome.hold;
  };
  /** What the provider's servers would post. */
  const announce = (type: SandboxWebhook['type'], payment: Payment, change: Partial<Payment> = {}) => {
    const newsOf = ({ id, amount }: Payment): SandboxWebhook => ({ type, data: { reference: id, amount } });
    const { headers } = api.app
      .get(SandboxProvider, { strict: false })
      .signedRequest(`msg_${payment.id}`, newsOf(payment));
    return api.send('POST /v1/payments/webhooks/sandbox', { body: newsOf({ ...payment, ...change }), headers });
  };
  const paymentOf = async (token: string, orderId: string) => {
    const { status, body } = await api.send(`POST /v1/orders/${orderId}/payments`, { token });
    expect(status).toBe(201);
    return Payment.parse(body);
  };

  it('shows the open offers of a session to everyone', async () => {
    const answer = await api.send(`GET /v1/sessions/${sale.session.slug}/offers`);
    expect(answer).toMatchObject({ status: 200, body: { items: [sale.offer] } });
  });

  it('claims once under one Idempotency-Key', async () => {
    const token = await aGuest();
    const key = uuidv7();
    const first = await claim(token, 2, key);
    expect(first).toMatchObject({ status: 200, body: { outcome: 'HELD', hold: { qty: 2, state: 'HELD' } } });
    expect((await claim(token, 2, key)).body).toEqual(first.body);
    const holds = await api.send('GET /v1/me/holds', { token });
    expect(holds.body).toMatchObject({ items: [{ qty: 2 }], nextCursor: null });
  });

  it('refuses what is no claim, and whoever is nobody', async () => {
    const token = await aGuest();
    expect(await claim(token, 0)).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
    const nowhere = await api.send(`POST /v1/offers/${uuidv7()}/claims`, { token, body: {} });
    expect(nowhere).toMatchObject({ status: 404, body: { code: 'order.offer-not-found' } });
    const anonymous = await api.send(`POST /v1/offers/${sale.offer.id}/claims`, { body: {} });
    expect(anonymous).toMatchObject({ status: 401 });
  });

  it('gives a hold back', async () => {
    const token = await aGuest();
    const { id } = await held(token);
    expect(await api.send(`DELETE /v1/holds/${id}`, { token })).toMatchObject({
      status: 200,
      body: { id, state: 'RELEASED' },
    });
    expect((await api.send('GET /v1/me/holds', { token })).body).toEqual({ items: [], nextCursor: null });
  });

  it.each([
    ['approve', 'captured', 'confirmed'],
    ['decline', 'declined', 'pending'],
  ] as const)(
    'pays in the sandbox: the buyer may %s, and only the webhook settles it',
    async (decision, end, order) => {
      const token = await aGuest();
      const { orderId } = await held(token);
      const payment = await paymentOf(token, orderId);
      expect(payment).toMatchObject({ state: 'pending', amount: { amount: 1450, currency: 'USD' } });
      const route = `POST /v1/sandbox/payments/${payment.id}`;
      expect(await api.send(route, { token, body: { decision } })).toMatchObject({ status: 202 });
      expect((await api.send(`GET /v1/payments/${payment.id}`, { token })).body).toEqual(payment);

      for (const _ of ['once', 'again']) expect((await announce(`payment.${end}`, payment)).status).toBe(204);
      expect((await api.send(`GET /v1/payments/${payment.id}`, { token })).body).toMatchObject({ state: end });
      expect((await api.send(`GET /v1/orders/${orderId}`, { token })).body).toMatchObject({ state: order });
      expect(await api.send(route, { token, body: { decision } })).toMatchObject({
        status: 409,
        body: { code: 'payment.wrong-state' },
      });
    },
  );

  it('lets nobody decide about the payment of another', async () => {
    const token = await aGuest();
    const { orderId } = await held(token);
    const { id } = await paymentOf(token, orderId);
    const body = { decision: 'approve' };
    const other = await api.send(`POST /v1/sandbox/payments/${id}`, { token: await aGuest(), body });
    expect(other).toMatchObject({ status: 404, body: { code: 'payment.not-found' } });
  });

  it('believes a webhook by its signature alone, over the bytes that came', async () => {
    const token = await aGuest();
    const { orderId } = await held(token);
    const payment = await paymentOf(token, orderId);
    const forged = await announce('payment.captured', payment, { amount: { amount: 1, currency: 'USD' } });
    expect(forged).toMatchObject({ status: 401, body: { code: 'payment.bad-signature' } });
    expect(await api.send('POST /v1/payments/webhooks/sandbox')).toMatchObject({ status: 401 });
    expect((await api.send(`GET /v1/orders/${orderId}`, { token })).body).toMatchObject({ state: 'pending' });
    expect(await announce('payment.captured', payment)).toMatchObject({ status: 204 });
    expect((await api.send(`GET /v1/orders/${orderId}`, { token })).body).toMatchObject({ state: 'confirmed' });
  });
});
