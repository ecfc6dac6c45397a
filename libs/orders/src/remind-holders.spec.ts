import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import type { Hold, SignedInActor } from '#libs/contracts';
import { Database } from '#libs/database';
import { anActor } from '../../../tests/support/feature.js';
import { aHold, newsOf } from '../testing/purchase.js';
import { aSale, manyBuyers, openShop, type Sale } from '../testing/sale.js';
import { RemindHolders } from './remind-holders.js';
import { StartPayment } from './start-payment.js';

describe('whoever holds something', () => {
  let shop: INestApplicationContext;
  beforeAll(async () => void (shop = await openShop()));
  afterAll(() => shop?.close());

  const query = (sql: string, values: unknown[]) => shop.get(Database, { strict: false }).pool.query(sql, values);
  /** As if the hold had been made so many seconds earlier. */
  const letPass = (seconds: number, ...holds: Hold[]) =>
    query(
      `UPDATE hold SET created_at = created_at - make_interval(secs => $2), expires_at = expires_at - make_interval(secs => $2)
       WHERE id = ANY($1::uuid[])`,
      [holds.map(({ id }) => id), seconds],
    );
  const remind = () => shop.get(RemindHolders).sweep();
  const remindersOf = async (sale: Sale, buyer: SignedInActor) =>
    (await newsOf(shop, sale, buyer)).flatMap((event) => (event.type === 'hold.reminder' ? [event.kind] : []));

  it('is reminded at half time and two minutes before the end, once each', async () => {
    const sale = await aSale(shop, { holdSeconds: 600 });
    const buyer = await anActor(shop);
    const hold = await aHold(shop, sale, buyer);
    await letPass(290, hold);
    await remind();
    expect(await remindersOf(sale, buyer)).toEqual([]);
    await letPass(20, hold);
    await remind();
    await remind();
    expect(await remindersOf(sale, buyer)).toEqual(['half-time']);
    await letPass(180, hold);
    await remind();
    await remind();
    expect(await remindersOf(sale, buyer)).toEqual(['half-time', 'ending']);
    expect((await newsOf(shop, sale, buyer)).at(-1)).toMatchObject({ hold: { id: hold.id, state: 'HELD' } });
  });

  it('is reminded of the end alone when nobody was there at half time', async () => {
    const sale = await aSale(shop, { holdSeconds: 600 });
    const buyer = await anActor(shop);
    await letPass(500, await aHold(shop, sale, buyer));
    await remind();
    await remind();
    expect(await remindersOf(sale, buyer)).toEqual(['ending']);
  });

  it('is reminded once of a hold that is too short for twice', async () => {
    const sale = await aSale(shop, { holdSeconds: 60 });
    const buyer = await anActor(shop);
    const hold = await aHold(shop, sale, buyer);
    await remind();
    expect(await remindersOf(sale, buyer)).toEqual([]);
    await letPass(31, hold);
    await remind();
    await letPass(20, hold);
    await remind();
    expect(await remindersOf(sale, buyer)).toEqual(['half-time']);
  });

  it('is reminded while paying, by the time that paying added', async () => {
    const sale = await aSale(shop, { holdSeconds: 600 });
    const buyer = await anActor(shop);
    const hold = await aHold(shop, sale, buyer);
    await shop.get(StartPayment).start(buyer, hold.orderId);
    await letPass(400, hold);
    await remind();
    expect(await remindersOf(sale, buyer)).toEqual([]);
    await letPass(60, hold);
    await remind();
    expect(await remindersOf(sale, buyer)).toEqual(['half-time']);
  });

  it('is not reminded of what is over', async () => {
    const sale = await aSale(shop, { holdSeconds: 600 });
    const buyer = await anActor(shop);
    await letPass(601, await aHold(shop, sale, buyer));
    await remind();
    expect(await remindersOf(sale, buyer)).toEqual([]);
  });

  it('is reminded once by however many processes, and not held up by an order that is locked', async () => {
    const sale = await aSale(shop, { onHand: 90, holdSeconds: 600 });
    const buyers = await manyBuyers(shop, 30);
    const holds = await Promise.all(buyers.map((buyer) => aHold(shop, sale, buyer, { qty: 1 })));
    await letPass(301, ...holds);
    await shop.get(Database, { strict: false }).transaction(async (client) => {
      await client.query('SELECT FROM hold WHERE id = $1 FOR UPDATE', [holds[0]?.id]);
      await Promise.all([1, 2, 3, 4].map(remind));
      expect(await remindersOf(sale, buyers[0] as SignedInActor)).toEqual([]);
    });
    await remind();
    for (const buyer of buyers) expect(await remindersOf(sale, buyer)).toEqual(['half-time']);
  });
});
