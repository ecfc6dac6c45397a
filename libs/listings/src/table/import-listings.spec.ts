import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { Database } from '#libs/database';
import { SessionLog } from '#libs/session-log';
import { anActor, openFeatures } from '../../../../tests/support/feature.js';
import { aLiveSession, aShop, outcomeOf } from '../../testing/a-shop.js';
import { ListingsModule } from '../listings.module.js';
import { PutLineUpItem } from '../put-line-up-item.js';
import { ReadListings } from '../read-listings.js';
import { ExportListings } from './export-listings.js';
import { ImportListings } from './import-listings.js';

let features: INestApplicationContext;
beforeAll(async () => {
  features = await openFeatures([ListingsModule]);
});
afterAll(() => features.close());

type Shop = Awaited<ReturnType<typeof aShop>>;
const exported = ({ owner, exporter }: Shop) => features.get(ExportListings).csv(owner, exporter.id);
const sent = ({ owner, exporter }: Shop, table: string, apply: boolean) =>
  features.get(ImportListings).import(owner, exporter.id, Buffer.from(table), apply);
const all = async ({ owner, exporter }: Shop) =>
  (await features.get(ReadListings).ofExporter(owner, exporter.id, { limit: 50 })).items;

describe('a table that is imported', () => {
  it('changes nothing before it is applied, and then all it says', async () => {
    const shop = await aShop(features);
    const sku = randomUUID();
    const rows = [
      (await exported(shop)).trim().replace('Mountain black tea', '=Tea').replace('14.50', '15.00'),
      `jam-${sku},en,Jam,Sweet.,200799,KE,${sku},Jar,4,3.20`,
    ];
    const table = rows.join('\r\n');
    const before = await all(shop);
    const dry = await sent(shop, table, false);
    expect(dry).toEqual({
      rows: 2,
      listings: { created: 1, changed: 1, unchanged: 0 },
      variants: { created: 1, changed: 1, unchanged: 0 },
      faults: [],
      faultCount: 0,
      changes: [
        { listing: shop.listing.slug, sku: null, fields: ['title'] },
        { listing: shop.listing.slug, sku: shop.variant.sku, fields: ['price_USD'] },
        { listing: `jam-${sku}`, sku: null, fields: ['listing'] },
        { listing: `jam-${sku}`, sku, fields: ['sku'] },
      ],
      applied: false,
    });
    expect(await all(shop)).toEqual(before);

    expect(await sent(shop, table, true)).toEqual({ ...dry, applied: true });
    const [jam, tea] = await all(shop);
    expect(jam).toMatchObject({
      texts: { en: { title: 'Jam', description: 'Sweet.', machine: false } },
      hsCode: '200799',
      originCountry: 'KE',
      variants: [{ sku, name: 'Jar', prices: [{ currency: 'USD', amount: 320 }], stock: { onHand: 4 } }],
    });
    expect(tea).toMatchObject({ texts: { en: { title: '=Tea' } }, variants: [{ prices: [{ amount: 1500 }] }] });
    const again = await sent(shop, await exported(shop), true);
    expect(again).toMatchObject({ listings: { created: 0, changed: 0, unchanged: 2 }, changes: [] });
    expect(await all(shop)).toEqual([jam, tea]);
  });

  it('changes nothing at all when one row is wrong, or when units were promised meanwhile', async () => {
    const shop = await aShop(features);
    const { owner, exporter, variant, listing } = shop;
    const good = (await exported(shop)).trim().replace('Mountain black tea', 'Tea');
    const before = await all(shop);
    const bad = `${good}\r\n${listing.slug},,,,12,,${randomUUID()},Box,5,1.00`;
    expect(await outcomeOf(sent(shop, bad, true))).toBe('listing.bad-table');
    expect((await sent(shop, bad, false)).faults).toEqual([{ line: 3, column: 'hs_code', fault: 'invalid' }]);
    await features
      .get(Database, { strict: false })
      .prisma.stock.update({ where: { variantId: variant.id }, data: { sold: 3 } });
    const fewer = good.replace(',20,', ',2,');
    expect((await sent(shop, fewer, false)).faults).toEqual([{ line: 2, column: 'on_hand', fault: 'stock-committed' }]);
    const [now] = await all(shop);
    expect(now).toMatchObject({ ...before[0], variants: [{ stock: { onHand: 20, sold: 3 } }] });
    const stranger = await anActor(features);
    const theirs = [
      features.get(ImportListings).import(stranger, exporter.id, Buffer.from(good), true),
      features.get(ExportListings).csv(stranger, exporter.id),
    ];
    expect(await Promise.all(theirs.map(outcomeOf))).toEqual(['account.forbidden', 'account.forbidden']);
    expect(await features.get(ReadListings).byId(listing.id)).toEqual(now);
    expect(owner.kind).toBe('guest');
  });

  it('takes SKUs of another listing for a mistake, and leaves alone what it does not name', async () => {
    const shop = await aShop(features);
    const table = `listing,language,title,description,sku,variant\njam-x,en,Jam,Sweet.,${shop.variant.sku},Jar`;
    expect((await sent(shop, table, false)).faults).toEqual([{ line: 2, column: 'sku', fault: 'sku-elsewhere' }]);
    const onlyStock = `listing,sku,on_hand\n${shop.listing.slug},${shop.variant.sku},33`;
    await sent(shop, onlyStock, true);
    const { version, variants, ...rest } = shop.listing;
    expect(await all(shop)).toEqual([
      {
        ...rest,
        version: version + 1,
        variants: [{ ...variants[0], stock: { onHand: 33, held: 0, sold: 0, available: 33 } }],
      },
    ]);
  });

  it('tells viewers of live sessions how much there is', async () => {
    const shop = await aShop(features);
    const { host, id } = await aLiveSession(features);
    await features.get(PutLineUpItem).put(host, id, 'A1', { listingId: shop.listing.id });
    await sent(shop, `listing,sku,on_hand\n${shop.listing.slug},${shop.variant.sku},5`, true);
    const entries = await features.get(SessionLog, { strict: false }).latest(id, 'control', 20);
    expect(entries.map(({ event }) => event)).toContainEqual(
      expect.objectContaining({
        type: 'stock.changed',
        variantId: shop.variant.id,
        stock: expect.objectContaining({ onHand: 5 }),
      }),
    );
  });

  it('takes five thousand variants in one go', async () => {
    const shop = await aShop(features);
    const rows = Array.from(
      { length: 4999 },
      (_, at) =>
        `bulk-${Math.floor(at / 10)},en,Bulk ${(at / 10) | 0},Many.,${shop.listing.id}-${at},V${at % 10},${at},1.${10 + (at % 90)}`,
    );
    const table = ['listing,language,title,description,sku,variant,on_hand,price_USD', ...rows].join('\n');
    expect(await sent(shop, table, true)).toMatchObject({
      rows: 4999,
      listings: { created: 500 },
      variants: { created: 4999 },
    });
    expect(await sent(shop, await exported(shop), false)).toMatchObject({ variants: { unchanged: 5000 } });
  }, 30_000);
});
