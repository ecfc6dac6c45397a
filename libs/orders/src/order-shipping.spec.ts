import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { RegisterAccount } from '#libs/accounts';
import { Shipping, type SignedInActor } from '#libs/contracts';
import { Database } from '#libs/database';
import { anActor } from '../../../tests/support/feature.js';
import { aHold, aPaidOrder, newsOf } from '../testing/purchase.js';
import { aSale, openShop } from '../testing/sale.js';
import { OrderShipping } from './order-shipping.js';
import { ReadOrders } from './read-orders.js';
import { SellingRules } from './selling-rules.js';
import { StartPayment } from './start-payment.js';

const shipping = (change: Partial<Shipping> = {}): Shipping => ({
  name: 'Amina Uwase',
  lines: ['KN 5 Rd 12', 'Apartment 3'],
  city: 'Kigali',
  country: 'RW',
  phone: '+250788123456',
  ...change,
});

describe('what can be written on a label', () => {
  it.each([
    ['a country that does not exist', { country: 'XX' }],
    ['a phone number without its country', { phone: '0788123456' }],
    ['an e-mail address that is none', { email: 'amina' }],
    ['no street', { lines: [] }],
    ['five lines', { lines: ['1', '2', '3', '4', '5'] }],
    ['a line that is two', { lines: ['KN 5 Rd\nApartment 3'] }],
    ['a line that nobody could print', { city: 'x'.repeat(101) }],
    ['text that is turned round', { name: 'Amina \u202E' }],
    ['nobody to ask', { phone: undefined }],
  ])('is not %s', (_, change) => {
    expect(Shipping.safeParse({ ...shipping(), ...change }).success).toBe(false);
  });

  it('is an address of any country, with whoever can be asked', () => {
    expect(Shipping.parse(shipping())).toEqual(shipping());
    const other = { ...shipping({ country: 'DE', postalCode: '10115', email: 'a@example.org' }), phone: undefined };
    expect(Shipping.parse(other)).toEqual(other);
  });
});

describe('where an order goes', () => {
  let shop: INestApplicationContext;
  beforeAll(async () => void (shop = await openShop()));
  afterAll(() => shop?.close());

  const get = (actor: SignedInActor, orderId: string) => shop.get(OrderShipping).get(actor, orderId);
  const put = (actor: SignedInActor, orderId: string, change: Partial<Shipping> = {}) =>
    shop.get(OrderShipping).put(actor, orderId, shipping(change));

  it('is said by the buyer until the order is paid, and the last word counts', async () => {
    const sale = await aSale(shop);
    const buyer = await anActor(shop);
    const { orderId } = await aHold(shop, sale, buyer);
    expect(await get(buyer, orderId)).toBeNull();
    await put(buyer, orderId);
    await put(buyer, orderId, { city: 'Huye', note: 'Ask at the kiosk.' });
    expect(await get(buyer, orderId)).toEqual(shipping({ city: 'Huye', note: 'Ask at the kiosk.' }));
    expect(await shop.get(ReadOrders).get(buyer, orderId)).toMatchObject({ address: 'given' });

    const paid = await aPaidOrder(shop, sale, await anActor(shop));
    await expect(put(buyer, paid.id)).rejects.toMatchObject({ code: 'order.not-found' });
  });

  it('can not change once the order is paid', async () => {
    const buyer = await anActor(shop);
    const { id } = await aPaidOrder(shop, await aSale(shop), buyer);
    await expect(put(buyer, id)).rejects.toMatchObject({ code: 'order.wrong-state' });
  });

  it('is for its buyer and its exporter: not for another buyer, nor for an operator', async () => {
    const sale = await aSale(shop);
    const buyer = await anActor(shop);
    const { orderId } = await aHold(shop, sale, buyer);
    await put(buyer, orderId);
    expect(await get(sale.host, orderId)).toEqual(shipping());
    const body = { email: `${uuidv7()}@example.org`, password: 'tea-with-honey', displayName: 'Ops', lang: 'en' };
    const { account } = await shop.get(RegisterAccount, { strict: false }).register(body, 'operator');
    const operator: SignedInActor = { kind: 'operator', accountId: account.id, displayName: 'Ops', simulated: false };
    for (const stranger of [await anActor(shop), operator])
      await expect(get(stranger, orderId)).rejects.toMatchObject({ code: 'order.not-found' });
  });

  it('stands in no event, no claim log and no list of orders', async () => {
    const sale = await aSale(shop);
    const buyer = await anActor(shop);
    const { orderId } = await aHold(shop, sale, buyer);
    await put(buyer, orderId);
    expect(await newsOf(shop, sale, buyer)).toMatchObject([
      { type: 'claim.decided' },
      { type: 'order.changed', order: { id: orderId, address: 'given' } },
    ]);
    const { rows } = await shop.get(Database, { strict: false }).pool.query(
      `SELECT (SELECT json_agg(e) FROM outbox_event e WHERE session_id = $1)::text
         || (SELECT json_agg(e) FROM log_entry e WHERE session_id = $1)::text
         || (SELECT json_agg(c) FROM claim c WHERE session_id = $1)::text AS told`,
      [sale.session.id],
    );
    const listed = JSON.stringify(await shop.get(ReadOrders).mine(buyer, { limit: 20 }));
    for (const personal of ['Uwase', 'KN 5', '788123456'])
      expect([rows[0].told.includes(personal), listed.includes(personal)]).toEqual([false, false]);
  });

  it('has to be said before paying where the host wants that', async () => {
    const sale = await aSale(shop);
    await shop.get(SellingRules).putShipping(sale.host, sale.session.id, { addressNeeded: true });
    expect(await shop.get(SellingRules).shipping(sale.session.slug)).toEqual({ addressNeeded: true });
    const buyer = await anActor(shop);
    const { orderId } = await aHold(shop, sale, buyer);
    expect(await shop.get(ReadOrders).get(buyer, orderId)).toMatchObject({ address: 'missing' });
    await expect(shop.get(StartPayment).start(buyer, orderId)).rejects.toMatchObject({ code: 'order.address-missing' });
    await put(buyer, orderId);
    expect(await shop.get(StartPayment).start(buyer, orderId)).toMatchObject({ state: 'pending' });
  });
});
