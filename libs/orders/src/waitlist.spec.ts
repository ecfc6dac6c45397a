import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import type { ClaimOutcome, Hold, SignedInActor, WaitingPlace } from '#libs/contracts';
import { Database } from '#libs/database';
import { SetStock } from '#libs/listings';
import { MoveSession } from '#libs/sessions';
import { anActor } from '../../../tests/support/feature.js';
import { aSale, manyBuyers, openShop, type Sale, stockOf } from '../testing/sale.js';
import { ExpireHolds } from './expire-holds.js';
import { LeaveLine } from './leave-line.js';
import { PlaceClaim } from './place-claim.js';
import { PromoteWaiting } from './promote-waiting.js';
import { ReadHolds } from './read-holds.js';
import { ReleaseHold } from './release-hold.js';

describe('waiting in line', () => {
  let shop: INestApplicationContext;
  beforeAll(async () => void (shop = await openShop()));
  afterAll(() => shop?.close());

  const query = (sql: string, values: unknown[]) => shop.get(Database, { strict: false }).pool.query(sql, values);
  const claim = (sale: Sale, buyer: SignedInActor, qty = 1): Promise<ClaimOutcome> =>
    shop.get(PlaceClaim).place(buyer, sale.session.id, { code: 'A1', qty, key: uuidv7() });
  const holdsOf = (sale: Sale, buyer: SignedInActor): Promise<Hold[]> =>
    shop.get(ReadHolds).openIn(sale.session.id, buyer.accountId);
  const waitingFor = (outcome: ClaimOutcome): WaitingPlace => {
    if (!('waiting' in outcome) || outcome.waiting === null || Array.isArray(outcome.waiting))
      throw new Error(`expected a place in the line, got ${outcome.outcome}`);
    return outcome.waiting;
  };
  const newsOf = async (sale: Sale, buyer: SignedInActor) =>
    (
      await query('SELECT event FROM outbox_event WHERE session_id = $1 AND channel = $2 ORDER BY id', [
        sale.session.id,
        `viewer.${buyer.accountId}`,
      ])
    ).rows.map(({ event }) => event);
  /** A sale of two units, both held by the first buyer, and two more buyers in line. */
  const aFullSale = async () => {
    const sale = await aSale(shop, { onHand: 2 });
    const buyers = (await manyBuyers(shop, 3)) as [SignedInActor, SignedInActor, SignedInActor];
    const outcomes: ClaimOutcome[] = [];
    for (const [index, buyer] of buyers.entries()) outcomes.push(await claim(sale, buyer, index === 1 ? 1 : 2));
    const [first] = await holdsOf(sale, buyers[0]);
    return { sale, buyers, outcomes, first: first as Hold };
  };

  it('is by claim number, and told with the position', async () => {
    const { outcomes, sale } = await aFullSale();
    expect(outcomes).toMatchObject([
      { outcome: 'HELD' },
      { outcome: 'WAITLISTED', waiting: { position: 2, qty: 1, state: 'WAITING', drawsAt: null } },
      { outcome: 'WAITLISTED', waiting: { position: 3, qty: 2 } },
    ]);
    expect(await stockOf(shop, sale.variantIds[0])).toEqual({ onHand: 2, held: 2, sold: 0 });
  });

  it('is left by its place, which keeps what is held of the same item', async () => {
    const sale = await aSale(shop, { onHand: 1 });
    const [buyer, other] = (await manyBuyers(shop, 2)) as [SignedInActor, SignedInActor];
    const place = waitingFor(await claim(sale, buyer, 2));
    const leave = (who: SignedInActor) => shop.get(LeaveLine).leave(who, place.id);
    await expect(leave(other)).rejects.toMatchObject({ code: 'order.place-not-found' });
    expect(await shop.get(ReadHolds).waitingIn(sale.session.id, buyer.accountId)).toEqual([place]);
    expect([await leave(buyer), await leave(buyer)]).toMatchObject([{ state: 'PASSED' }, { state: 'PASSED' }]);
    expect(await shop.get(ReadHolds).waitingIn(sale.session.id, buyer.accountId)).toEqual([]);
    expect(await holdsOf(sale, buyer)).toMatchObject([{ qty: 1, state: 'HELD' }]);
    expect(await newsOf(sale, buyer)).toContainEqual(
      expect.objectContaining({ type: 'waitlist.changed', waiting: { ...place, state: 'PASSED' } }),
    );
  });

  it('ends with a hold of five minutes when units are given back, in order, for a part too', async () => {
    const { sale, buyers, outcomes, first } = await aFullSale();
    const before = Date.now();
    await shop.get(ReleaseHold).release(buyers[0], first.id);
    const [second, third] = [await holdsOf(sale, buyers[1]), await holdsOf(sale, buyers[2])];
    expect([second, third]).toMatchObject([[{ qty: 1, state: 'HELD' }], [{ qty: 1, state: 'HELD' }]]);
    const seconds = (Date.parse(second[0]?.expiresAt ?? '') - before) / 1000;
    expect(seconds).toBeGreaterThan(295);
    expect(seconds).toBeLessThan(310);
    expect(await newsOf(sale, buyers[1])).toMatchObject([
      { type: 'claim.decided' },
      { type: 'waitlist.changed', waiting: { state: 'OFFERED', holdId: second[0]?.id } },
      { type: 'hold.changed', hold: second[0], reason: 'waitlist' },
    ]);
    expect(await newsOf(sale, buyers[2])).toMatchObject([
      { type: 'claim.decided' },
      {
        type: 'waitlist.changed',
        waiting: { id: waitingFor(outcomes[2] as ClaimOutcome).id, state: 'WAITING', qty: 1 },
      },
      { type: 'hold.changed' },
    ]);
    expect(await stockOf(shop, sale.variantIds[0])).toEqual({ onHand: 2, held: 2, sold: 0 });
  });

  it('is served when a hold runs out', async () => {
    const { sale, buyers, first } = await aFullSale();
    await query('UPDATE hold SET expires_at = clock_timestamp() WHERE id = $1', [first.id]);
    await shop.get(ExpireHolds).sweep();
    expect(await holdsOf(sale, buyers[1])).toMatchObject([{ qty: 1 }]);
  });

  it('is served after a restock, and no newcomer goes before', async () => {
    const { sale, buyers } = await aFullSale();
    const newcomer = await anActor(shop);
    await shop.get(SetStock, { strict: false }).set(sale.host, sale.variantIds[0], 4);
    expect(await claim(sale, newcomer)).toMatchObject({ outcome: 'WAITLISTED' });
    await shop.get(PromoteWaiting).sweep();
    expect(await holdsOf(sale, buyers[1])).toMatchObject([{ qty: 1 }]);
    expect(await holdsOf(sale, buyers[2])).toMatchObject([{ qty: 1 }]);
    expect(await holdsOf(sale, newcomer)).toEqual([]);
  });

  it('is left by passing, and then others go first', async () => {
    const { sale, buyers, first } = await aFullSale();
    const passed = await shop.get(PlaceClaim).placeFromMessage(buyers[1], sale.session, 'pass A1', 'en', uuidv7());
    expect(passed).toMatchObject({ outcome: 'PASSED', waiting: { state: 'PASSED' } });
    await shop.get(ReleaseHold).release(buyers[0], first.id);
    expect(await holdsOf(sale, buyers[1])).toEqual([]);
    expect(await holdsOf(sale, buyers[2])).toMatchObject([{ qty: 2 }]);
  });

  it('goes on for half an hour at a time after the session', async () => {
    const { sale, buyers, first } = await aFullSale();
    await shop.get(MoveSession, { strict: false }).end(sale.host, sale.session.id);
    await shop.get(ReleaseHold).release(buyers[0], first.id);
    const [hold] = await holdsOf(sale, buyers[1]);
    expect((Date.parse(hold?.expiresAt ?? '') - Date.now()) / 60_000).toBeGreaterThan(29);
  });

  it('gives each unit once, however many processes look at the line', async () => {
    const sale = await aSale(shop, { onHand: 0, maxPerBuyer: 3 });
    const buyers = await manyBuyers(shop, 40);
    await Promise.all(buyers.map((buyer, index) => claim(sale, buyer, 1 + (index % 3))));
    await shop.get(SetStock, { strict: false }).set(sale.host, sale.variantIds[0], 25);
    await Promise.all(Array.from({ length: 6 }, () => shop.get(PromoteWaiting).sweep()));
    expect(await stockOf(shop, sale.variantIds[0])).toEqual({ onHand: 25, held: 25, sold: 0 });
    const { rows } = await query(
      `SELECT buyer_id AS buyer, sum(qty)::int AS qty FROM hold WHERE variant_id = $1 GROUP BY buyer_id`,
      [sale.variantIds[0]],
    );
    const heldBy = new Map(rows.map(({ buyer, qty }) => [buyer, qty]));
    let left = 25;
    const { rows: line } = await query(
      `SELECT buyer_id AS buyer, qty FROM claim WHERE session_id = $1 ORDER BY claim_seq`,
      [sale.session.id],
    );
    for (const { buyer, qty } of line) {
      expect(heldBy.get(buyer) ?? 0).toBe(Math.min(left, qty));
      left -= Math.min(left, qty);
    }
  });
});
