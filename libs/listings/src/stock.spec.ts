import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import type { SessionEvent } from '#libs/contracts';
import { Database } from '#libs/database';
import { SessionLog } from '#libs/session-log';
import { MoveSession } from '#libs/sessions';
import { anActor, openFeatures } from '../../../tests/support/feature.js';
import { aLiveSession, aShop, outcomeOf } from '../testing/a-shop.js';
import { ListingsModule } from './listings.module.js';
import { PutLineUpItem } from './put-line-up-item.js';
import { SetStock } from './set-stock.js';

let features: INestApplicationContext;
beforeAll(async () => {
  features = await openFeatures([ListingsModule]);
});
afterAll(() => features.close());

/** As if so many units were held and sold by now. */
const commit = (variantId: string, held: number, sold: number) =>
  features.get(Database, { strict: false }).prisma.stock.update({ where: { variantId }, data: { held, sold } });

async function controlEvents(sessionId: string): Promise<SessionEvent[]> {
  const entries = await features.get(SessionLog, { strict: false }).latest(sessionId, 'control', 20);
  return entries.map(({ event }) => event);
}

describe('the stock of a variant', () => {
  it('is what the exporter says, less what is held and sold', async () => {
    const { owner, variant } = await aShop(features);
    await commit(variant.id, 2, 3);
    expect(await features.get(SetStock).set(owner, variant.id, 12)).toEqual({
      onHand: 12,
      held: 2,
      sold: 3,
      available: 7,
    });
  });

  it('may come down to what is held and sold, and no further', async () => {
    const { owner, variant } = await aShop(features);
    await commit(variant.id, 2, 3);
    expect(await outcomeOf(features.get(SetStock).set(owner, variant.id, 4))).toBe('listing.stock-committed');
    expect(await features.get(SetStock).set(owner, variant.id, 5)).toMatchObject({ onHand: 5, available: 0 });
  });

  it('is never below what claims at the same moment take', async () => {
    const { owner, variant } = await aShop(features);
    const { pool, prisma } = features.get(Database, { strict: false });
    const claim = () =>
      pool.query('UPDATE stock SET held = held + 1 WHERE variant_id = $1 AND held + sold < on_hand', [variant.id]);
    const settings = [0, 5, 15, 10, 3, 12].map((onHand) =>
      outcomeOf(features.get(SetStock).set(owner, variant.id, onHand)),
    );
    await Promise.all([...settings, ...Array.from({ length: 10 }, claim)]);
    const { onHand, held, sold } = await prisma.stock.findUniqueOrThrow({ where: { variantId: variant.id } });
    expect(held + sold).toBeLessThanOrEqual(onHand);
    expect(new Set(await Promise.all(settings)).has('allowed')).toBe(true);
  });

  it('is the business of its exporter alone', async () => {
    const { owner, variant } = await aShop(features);
    const stranger = await anActor(features);
    expect(await outcomeOf(features.get(SetStock).set(stranger, variant.id, 1))).toBe('account.forbidden');
    expect(await outcomeOf(features.get(SetStock).set(owner, randomUUID(), 1))).toBe('listing.variant-not-found');
  });

  it('is told to the live sessions that show it, and to no other', async () => {
    const { owner, listing, variant } = await aShop(features);
    const [showing, over, without] = [
      await aLiveSession(features),
      await aLiveSession(features),
      await aLiveSession(features),
    ];
    for (const { host, id } of [showing, over])
      for (const code of ['A1', 'A2']) await features.get(PutLineUpItem).put(host, id, code, { listingId: listing.id });
    await features.get(MoveSession, { strict: false }).end(over.host, over.id);

    const stock = await features.get(SetStock).set(owner, variant.id, 7);
    const told = (await controlEvents(showing.id)).filter(({ type }) => type === 'stock.changed');
    expect(told).toEqual([{ type: 'stock.changed', variantId: variant.id, stock, at: expect.any(String) }]);
    const elsewhere = [...(await controlEvents(over.id)), ...(await controlEvents(without.id))];
    expect(elsewhere.filter(({ type }) => type === 'stock.changed')).toEqual([]);
  });
});
