import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import { compactVerify, createLocalJWKSet } from 'jose';
import { CreateApiKey, RegisterGuest } from '#libs/accounts';
import { type ClaimOutcome, Evidence, JwkSet, Order, OrderRequest, Payment, SignedEvidence } from '#libs/contracts';
import { capture } from '../../../../tests/support/purchase.js';
import { aSale, type Sale } from '../../../../tests/support/sale.js';
import { RunningApi } from '../../testing/running-api.js';

const shipping = {
  name: 'Amina Uwase',
  lines: ['KN 5 Rd 12'],
  city: 'Kigali',
  country: 'DE',
  phone: '+250788123456',
};

describe('an order over HTTP', () => {
  let api: RunningApi;
  let sale: Sale;
  let exporter: string;
  beforeAll(async () => {
    api = await RunningApi.open();
    sale = await aSale(api.app, { maxPerBuyer: 9 });
    const keys = api.app.get(CreateApiKey, { strict: false });
    exporter = (await keys.create(sale.host, sale.exporterId, 'warehouse')).secret;
  });
  afterAll(() => api?.close());

  const aGuest = async () => {
    const guest = { displayName: 'Amina', lang: 'en', simulated: false };
    return (await api.app.get(RegisterGuest, { strict: false }).register(guest)).accessToken;
  };
  const aBasket = async (token: string): Promise<string> => {
    const route = `POST /v1/offers/${sale.offer.id}/claims`;
    const outcome = (await api.send(route, { token, key: uuidv7(), body: { qty: 2 } })).body as ClaimOutcome | null;
    if (outcome?.outcome !== 'HELD') throw new Error('expected HELD');
    return outcome.hold.orderId;
  };
  const aPaidOrder = async (token: string): Promise<string> => {
    const order = await aBasket(token);
    await api.send(`PUT /v1/orders/${order}/shipping`, { token, body: shipping });
    const { body } = await api.send(`POST /v1/orders/${order}/payments`, { token });
    await capture(api.app, Payment.parse(body));
    return order;
  };
  const orderOf = async (token: string, order: string) =>
    Order.parse((await api.send(`GET /v1/orders/${order}`, { token })).body);

  it('goes where its buyer says', async () => {
    const token = await aGuest();
    const order = await aBasket(token);
    const route = `/v1/orders/${order}/shipping`;
    expect(await api.send(`GET ${route}`, { token })).toMatchObject({ status: 200, body: { shipping: null } });
    expect(await api.send(`PUT ${route}`, { token, key: uuidv7(), body: shipping })).toMatchObject({
      status: 204,
      body: null,
    });
    for (const reader of [token, exporter])
      expect((await api.send(`GET ${route}`, { token: reader })).body).toEqual({ shipping });
  });

  it('is told which fields of an address are wrong, without a word of what they said', async () => {
    const token = await aGuest();
    const order = await aBasket(token);
    const body = { ...shipping, country: 'Rwanda', phone: '0788-secret' };
    const answer = await api.send(`PUT /v1/orders/${order}/shipping`, { token, body });
    expect(answer).toMatchObject({
      status: 400,
      body: { code: 'request.invalid', fields: [{ pointer: '/country' }, { pointer: '/phone' }] },
    });
    expect(JSON.stringify(answer.body)).not.toMatch(/secret|Rwanda|Uwase/);
  });

  it.each([
    [undefined, 'cancelled by the buyer'],
    [{}, 'cancelled by the buyer'],
    [{ reason: 'Found it at home.' }, 'Found it at home.'],
  ])('is cancelled freely: %j', async (body, cancelReason) => {
    const token = await aGuest();
    const order = await aBasket(token);
    expect(await api.send(`POST /v1/orders/${order}/cancel`, { token, body })).toMatchObject({
      status: 200,
      body: { state: 'cancelled', cancelReason },
    });
  });

  it('that is paid is sent, withdrawn from, and its money returned', async () => {
    const token = await aGuest();
    const order = await aPaidOrder(token);
    for (const step of ['shipped', 'delivered'])
      expect(await api.send(`POST /v1/orders/${order}/${step}`, { token: exporter })).toMatchObject({ status: 200 });
    const body = { kind: 'withdrawal', reason: 'Too bitter.' };
    const asked = await api.send(`POST /v1/orders/${order}/requests`, { token, key: uuidv7(), body });
    expect(asked.status).toBe(201);
    const { id } = OrderRequest.parse(asked.body);
    const accepted = await api.send(`POST /v1/orders/${order}/requests/${id}/accept`, { token: exporter });
    expect(accepted).toMatchObject({ status: 200, body: { state: 'accepted' } });
    expect(await orderOf(token, order)).toMatchObject({ state: 'returned', requests: [{ id, state: 'accepted' }] });
    const refunds = await api.send(`GET /v1/orders/${order}/refunds`, { token });
    expect(refunds.body).toMatchObject({ items: [{ state: 'done', amount: { amount: 2900 } }] });
  });

  it('has evidence that its published keys verify', async () => {
    const token = await aGuest();
    const order = await aPaidOrder(token);
    const keys = JwkSet.parse((await api.send('GET /.well-known/jwks.json')).body);
    const { jws } = SignedEvidence.parse((await api.send(`GET /v1/orders/${order}/evidence`, { token })).body);
    const { payload } = await compactVerify(jws, createLocalJWKSet(keys));
    expect(Evidence.parse(JSON.parse(Buffer.from(payload).toString()))).toMatchObject({
      order: { id: order, state: 'confirmed' },
      claims: [{ said: null }],
      payments: [{ state: 'captured' }],
    });
  });
});
