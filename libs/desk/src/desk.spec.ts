import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { AccountsModule } from '#libs/accounts';
import type { Order, SignedInActor } from '#libs/contracts';
import { Database } from '#libs/database';
import { ListingsModule } from '#libs/listings';
import { OrdersModule, PlaceClaim, Refunds, StartPayment } from '#libs/orders';
import { Presence } from '#libs/session-log';
import { SessionsModule } from '#libs/sessions';
import { anActor, openFeatures } from '../../../tests/support/feature.js';
import { capture } from '../../../tests/support/purchase.js';
import { aSale, type Sale } from '../../../tests/support/sale.js';
import { DeskModule } from './desk.module.js';
import { ReadPulse } from './read-pulse.js';
import { ReadSales } from './read-sales.js';
import { SampleAudience } from './sample-audience.js';

describe('the desk of a host', () => {
  let house: INestApplicationContext;
  beforeAll(async () => {
    house = await openFeatures([AccountsModule, SessionsModule, ListingsModule, OrdersModule, DeskModule]);
  });
  afterAll(() => house?.close());

  const query = (sql: string, values: unknown[]) => house.get(Database).pool.query(sql, values);
  const sales = (sale: Sale) => house.get(ReadSales).of(sale.host, sale.session.id);
  const pulse = async (sale: Sale) => (await house.get(ReadPulse).of(sale.host, sale.session.id, 60)).minutes;
  const claim = (sale: Sale, buyer: SignedInActor, qty: number) =>
    house.get(PlaceClaim).place(buyer, sale.session.id, { code: 'A1', qty, key: uuidv7() });
  const buy = async (sale: Sale, qty: number): Promise<Order['id']> => {
    const buyer = await anActor(house);
    const outcome = await claim(sale, buyer, qty);
    if (outcome.outcome !== 'HELD') throw new Error(`expected HELD, got ${outcome.outcome}`);
    await capture(house, await house.get(StartPayment).start(buyer, outcome.hold.orderId));
    return outcome.hold.orderId;
  };

  it('shows a session without a sale as zeros', async () => {
    const sale = await aSale(house, { onHand: 4 });
    expect(await sales(sale)).toEqual({
      orders: { pending: 0, confirmed: 0, cancelled: 0, returned: 0 },
      money: [],
      variants: [
        { code: 'A1', variantId: sale.variantIds[0], variantName: '250 g', sold: 0, held: 0, waiting: 0, left: 4 },
      ],
    });
  });

  it('shows orders, money and units: sold, held, waited for, left and refunded', async () => {
    const sale = await aSale(house, { onHand: 6 });
    const first = await buy(sale, 2);
    await buy(sale, 1);
    await claim(sale, await anActor(house), 2);
    await claim(sale, await anActor(house), 3);
    await house.get(Refunds).request(sale.host, first, { amount: 900, reason: 'One box was wet.' });
    expect(await sales(sale)).toMatchObject({
      orders: { pending: 2, confirmed: 2, cancelled: 0, returned: 0 },
      money: [{ currency: 'USD', sold: 3 * 1450, held: 3 * 1450, refunded: 900 }],
      variants: [{ sold: 3, held: 3, waiting: 2, left: 0 }],
    });
  });

  it('counts claims and orders of each minute, and the mean lag of each language', async () => {
    const sale = await aSale(house);
    await buy(sale, 1);
    await claim(sale, await anActor(house), 1);
    await query(
      `UPDATE claim SET created_at = created_at - interval '3 minutes' WHERE session_id = $1 AND claim_seq = 1`,
      [sale.session.id],
    );
    for (const [n, lag] of [800, 1200].entries()) await translatedIn(sale, n + 1, lag);
    const minutes = await pulse(sale);
    expect(minutes).toHaveLength(60);
    expect(minutes.map(({ at }) => at)).toEqual(minutes.map(({ at }) => at).toSorted());
    const sum = (of: (minute: (typeof minutes)[number]) => number) => minutes.reduce((all, one) => all + of(one), 0);
    expect([sum(({ claims }) => claims), sum(({ orders }) => orders)]).toEqual([2, 1]);
    expect(minutes.filter(({ claims }) => claims > 0)).toHaveLength(2);
    const lags = minutes.flatMap(({ lagMs }) => Object.entries(lagMs));
    expect(lags).toEqual([['zh-Hans', 1000]]);
  });

  it('remembers who read along, once a minute, and only while the session is live', async () => {
    const sale = await aSale(house);
    const presence = house.get(Presence);
    await presence.report('node', sale.session.id, { byLanguage: { en: 2, 'zh-Hans': 1 } });
    await house.get(SampleAudience).sample();
    await presence.report('node', sale.session.id, { byLanguage: { en: 9 } });
    await house.get(SampleAudience).sample();
    const known = (await pulse(sale)).filter(({ viewers }) => viewers !== null);
    expect(known[0]).toMatchObject({ viewers: 3, byLanguage: { en: 2, 'zh-Hans': 1 } });
    await query(`UPDATE session SET state = 'ended' WHERE id = $1`, [sale.session.id]);
    await query('DELETE FROM audience_sample WHERE session_id = $1', [sale.session.id]);
    await house.get(SampleAudience).sample();
    expect((await pulse(sale)).every(({ viewers }) => viewers === null)).toBe(true);
  });

  it('is for those who run the session alone', async () => {
    const sale = await aSale(house);
    const stranger = await anActor(house);
    for (const read of [house.get(ReadSales), house.get(ReadPulse)])
      await expect(read.of(stranger, sale.session.id, 60)).rejects.toMatchObject({ code: 'account.forbidden' });
  });

  async function translatedIn(sale: Sale, n: number, lagMs: number): Promise<void> {
    const { rows } = await query(
      `INSERT INTO caption_segment (id, session_id, n, lang, rev, state, text, t0, t1)
       VALUES (gen_random_uuid(), $1, $2, 'en', 1, 'final', 'Tea', 0, 900) RETURNING id`,
      [sale.session.id, n],
    );
    await query(
      `INSERT INTO caption_text (segment_id, lang, session_id, n, rev, source_rev, state, text, engine, machine, flags, lag_ms, at)
       VALUES ($1, 'zh-Hans', $2, $3, 1, 1, 'final', '茶', 'mock', true, '{}', $4, date_trunc('minute', now() - interval '1 minute'))`,
      [rows[0]?.id, sale.session.id, n, lagMs],
    );
  }
});
