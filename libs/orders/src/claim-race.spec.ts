import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import type { ClaimOutcome, SignedInActor } from '#libs/contracts';
import { Database } from '#libs/database';
import { aSale, manyBuyers, openShop, type Sale, stockOf } from '../testing/sale.js';
import { PlaceClaim } from './place-claim.js';
import { PromoteWaiting } from './promote-waiting.js';
import { ReleaseHold } from './release-hold.js';

const heldIn = (outcomes: ClaimOutcome[]) =>
  outcomes.flatMap((outcome) => (outcome.outcome === 'HELD' ? [outcome.hold] : []));

/** Whether more was ever held and sold than there is, as anybody else sees it meanwhile. */
async function watch(shop: INestApplicationContext, sale: Sale, signal: AbortSignal): Promise<Set<boolean>> {
  const seen = new Set<boolean>();
  while (!signal.aborted) {
    const { onHand, held, sold } = await stockOf(shop, sale.variantIds[0]);
    seen.add(held + sold > onHand);
    await pause(5);
  }
  return seen;
}

describe('a rush on few units, through two processes', () => {
  let shops: [INestApplicationContext, INestApplicationContext];
  beforeAll(async () => void (shops = await Promise.all([openShop(), openShop()])));
  afterAll(() => Promise.all((shops ?? []).map((shop) => shop.close())));

  const through = (index: number) => shops[index % 2] as INestApplicationContext;
  const claim = (sale: Sale, buyer: SignedInActor, index: number, key: string = uuidv7()) =>
    through(index).get(PlaceClaim).place(buyer, sale.session.id, { code: 'A1', qty: 1, key });
  const claimsOf = async ({ session }: Sale) =>
    (
      await shops[0]
        .get(Database, { strict: false })
        .pool.query<{ seq: number; outcome: string; qty: number }>(
          'SELECT claim_seq::int AS seq, outcome, qty FROM claim WHERE session_id = $1 ORDER BY claim_seq',
          [session.id],
        )
    ).rows;

  it('holds exactly the units there are, for the first in line, and leaves nobody without an answer', async () => {
    const sale = await aSale(shops[0], { onHand: 20 });
    const buyers = await manyBuyers(shops[0], 200);
    const outcomes = await Promise.all(buyers.map((buyer, index) => claim(sale, buyer, index)));
    expect(heldIn(outcomes)).toHaveLength(20);
    expect(outcomes.filter(({ outcome }) => outcome === 'WAITLISTED')).toHaveLength(180);
    expect(await stockOf(shops[0], sale.variantIds[0])).toEqual({ onHand: 20, held: 20, sold: 0 });
    const claims = await claimsOf(sale);
    expect(claims.map(({ seq }) => seq)).toEqual(Array.from({ length: 200 }, (_, index) => index + 1));
    expect(claims.map(({ outcome }) => outcome)).toEqual([...Array(20).fill('HELD'), ...Array(180).fill('WAITLISTED')]);
  });

  it('gives a hundred units to the first hundred of ten thousand, and a place in line to each of the others', async () => {
    const [units, crowd] = [100, 10_000];
    const sale = await aSale(shops[0], { onHand: units });
    const buyers = await manyBuyers(shops[0], crowd);
    const watching = new AbortController();
    const overs = watch(shops[0], sale, watching.signal);
    const outcomes = await Promise.all(buyers.map((buyer, index) => claim(sale, buyer, index)));
    watching.abort();

    expect(await overs).toEqual(new Set([false]));
    expect(heldIn(outcomes)).toHaveLength(units);
    const positions = outcomes.flatMap((one) => (one.outcome === 'WAITLISTED' ? [one.waiting.position] : []));
    expect(positions.sort((a, b) => a - b)).toEqual(
      Array.from({ length: crowd - units }, (_, index) => units + 1 + index),
    );
    expect(await stockOf(shops[0], sale.variantIds[0])).toEqual({ onHand: units, held: units, sold: 0 });
    const claims = await claimsOf(sale);
    expect(claims.map(({ seq }) => seq)).toEqual(Array.from({ length: crowd }, (_, index) => index + 1));
    expect(claims.slice(0, units).every(({ outcome }) => outcome === 'HELD')).toBe(true);
    expect(claims.slice(units).every(({ outcome }) => outcome === 'WAITLISTED')).toBe(true);
  }, 120_000);

  it('makes one hold of one claim that comes by both ways at once', async () => {
    const sale = await aSale(shops[0], { onHand: 20 });
    const [buyer] = (await manyBuyers(shops[0], 1)) as [SignedInActor];
    const key = uuidv7();
    const outcomes = await Promise.all(Array.from({ length: 40 }, (_, index) => claim(sale, buyer, index, key)));
    expect(heldIn(outcomes)).toHaveLength(1);
    expect(new Set(outcomes.map((outcome) => outcome.claim)).size).toBe(1);
    expect(await stockOf(shops[0], sale.variantIds[0])).toMatchObject({ held: 1 });
  });

  it('keeps a buyer within the limits who presses everywhere at once', async () => {
    const sale = await aSale(shops[0], { onHand: 100, maxPerBuyer: 10 });
    const [buyer] = (await manyBuyers(shops[0], 1)) as [SignedInActor];
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        through(index)
          .get(PlaceClaim)
          .place(buyer, sale.session.id, { code: 'A1', qty: 1 + (index % 4), key: uuidv7() }),
      ),
    );
    expect(new Set(heldIn(outcomes).map(({ id }) => id)).size).toBe(1);
    const last = await claimsOf(sale).then((claims) => claims.findLast(({ outcome }) => outcome === 'HELD'));
    expect(await stockOf(shops[0], sale.variantIds[0])).toMatchObject({ held: last?.qty });
  });

  it('stays exact while holds are given back and claimed again', async () => {
    const sale = await aSale(shops[0], { onHand: 5 });
    const buyers = await manyBuyers(shops[0], 60);
    const kept = await Promise.all(
      buyers.map(async (buyer, index) => {
        const outcome = await claim(sale, buyer, index);
        if (outcome.outcome !== 'HELD') return 0;
        if (index % 3 === 0) return 1;
        await through(index + 1)
          .get(ReleaseHold)
          .release(buyer, outcome.hold.id);
        return 0;
      }),
    );
    expect(kept.reduce<number>((sum, one) => sum + one, 0)).toBeLessThanOrEqual(5);
    await shops[0].get(PromoteWaiting).sweep();
    expect(await stockOf(shops[0], sale.variantIds[0])).toEqual({ onHand: 5, held: 5, sold: 0 });
  });

  it('decides claims of several sessions in one group', async () => {
    const sales = await Promise.all([1, 2, 3].map((onHand) => aSale(shops[0], { onHand })));
    const buyers = await manyBuyers(shops[0], 30);
    const outcomes = await Promise.all(
      buyers.map((buyer, index) => claim(sales[index % 3] as Sale, buyer, Math.floor(index / 3))),
    );
    const heldPerSale = sales.map(
      ({ session }) => heldIn(outcomes).filter((hold) => hold.sessionId === session.id).length,
    );
    expect(heldPerSale).toEqual([1, 2, 3]);
  });
});
