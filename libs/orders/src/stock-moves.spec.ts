import type { INestApplicationContext } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '#libs/database';
import { aSale, openShop } from '../testing/sale.js';
import { stockAfter, StockMovesStore } from './stock-moves.store.js';

describe('units that move in the round trip of the commit', () => {
  let shop: INestApplicationContext;
  beforeAll(async () => void (shop = await openShop()));
  afterAll(() => shop?.close());

  const take = (variantId: string, ...numbers: number[]) => {
    const stock = shop.get(StockMovesStore);
    const moves = numbers.map((held) => ({ variantId, held, sold: 0 }));
    return shop.get(Database, { strict: false }).transaction(
      async (client) => stockAfter(await stock.lock(client, [variantId]), moves),
      (client) => stock.moveCounted(client, moves),
    );
  };
  const stockOf = async (variantId: string) => {
    const stocks = await shop.get(StockMovesStore).lock(shop.get(Database, { strict: false }).pool, [variantId]);
    return stocks.get(variantId);
  };

  it('are told as they will be, and are so', async () => {
    const { variantIds } = await aSale(shop, { onHand: 5 });
    const told = await take(variantIds[0], 2, 1);
    expect(told.get(variantIds[0])).toEqual({ onHand: 5, held: 3, sold: 0, available: 2 });
    expect(await stockOf(variantIds[0])).toEqual(told.get(variantIds[0]));
  });

  it('fail the commit when they are not there, though nobody reads the answer first', async () => {
    const { variantIds } = await aSale(shop, { onHand: 5 });
    await expect(take(variantIds[0], 3, 3)).rejects.toMatchObject({ code: '22012' });
    expect(await stockOf(variantIds[0])).toMatchObject({ held: 0, available: 5 });
  });
});
