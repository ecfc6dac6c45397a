import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { CreateListing as CreateListingBody } from '#libs/contracts';
import { Database } from '#libs/database';
import { anActor, openFeatures } from '../../../tests/support/feature.js';
import { aShop, outcomeOf, someGoods } from '../testing/a-shop.js';
import { AddVariant } from './add-variant.js';
import { CreateListing } from './create-listing.js';
import { ListingsModule } from './listings.module.js';
import { ReadListings } from './read-listings.js';
import { SearchListings } from './search-listings.js';
import { SetPrice } from './set-price.js';
import { WriteListingText } from './write-listing-text.js';

let features: INestApplicationContext;
beforeAll(async () => {
  features = await openFeatures([ListingsModule]);
});
afterAll(() => features.close());

describe('a listing', () => {
  it('is read as it was created, in canonical language tags, its variants in their order', async () => {
    const { owner, exporter } = await aShop(features);
    const created = await features.get(CreateListing).create(
      owner,
      exporter.id,
      someGoods({
        slug: 'arabica',
        sourceLang: 'EN',
        texts: { en: { title: 'Coffee', description: 'Washed.' }, 'zh-hans': { title: '咖啡', description: '水洗。' } },
        image: '/images/coffee.svg',
        hsCode: '090111',
        originCountry: 'RW',
        variants: [
          {
            sku: 'C-500',
            name: '500 g',
            names: { fr: '500 g en grains' },
            onHand: 3,
            prices: { USD: 1900, EUR: 1750 },
          },
          { sku: 'C-250', name: '250 g', onHand: 0, prices: { USD: 1100 } },
        ],
      }),
    );
    expect(created).toEqual({
      id: created.id,
      exporterId: exporter.id,
      slug: 'arabica',
      sourceLang: 'en',
      texts: {
        en: { title: 'Coffee', description: 'Washed.', machine: false, reviewed: true, stale: false },
        'zh-Hans': { title: '咖啡', description: '水洗。', machine: false, reviewed: true, stale: false },
      },
      image: '/images/coffee.svg',
      images: [],
      hsCode: '090111',
      originCountry: 'RW',
      version: 1,
      archivedAt: null,
      variants: [
        {
          id: created.variants[0]?.id,
          sku: 'C-500',
          name: '500 g',
          names: { fr: '500 g en grains' },
          prices: [
            { currency: 'EUR', amount: 1750 },
            { currency: 'USD', amount: 1900 },
          ],
          stock: { onHand: 3, held: 0, sold: 0, available: 3 },
        },
        {
          id: created.variants[1]?.id,
          sku: 'C-250',
          name: '250 g',
          names: {},
          prices: [{ currency: 'USD', amount: 1100 }],
          stock: { onHand: 0, held: 0, sold: 0, available: 0 },
        },
      ],
    });
    expect(await features.get(ReadListings).byId(created.id)).toEqual(created);
  });

  it('needs a text in its own language, and tags that are language tags', () => {
    const texts = { fr: { title: 'Thé', description: 'Noir.' } };
    expect(CreateListingBody.safeParse({ ...someGoods(), texts }).success).toBe(false);
    const strange = { ...someGoods().texts, '<b>': { title: 'Thé', description: 'Noir.' } };
    expect(CreateListingBody.safeParse({ ...someGoods(), texts: strange }).success).toBe(false);
  });

  it('has a slug, and its variants SKUs, that the exporter has not used; another exporter may', async () => {
    const here = await aShop(features);
    const there = await aShop(features);
    const goods = someGoods({ slug: here.listing.slug });
    const create = features.get(CreateListing);
    expect(await outcomeOf(create.create(here.owner, here.exporter.id, goods))).toBe('listing.slug-taken');
    expect(await outcomeOf(create.create(there.owner, there.exporter.id, goods))).toBe('allowed');
    const sameSku = someGoods({ variants: [{ ...goods.variants[0], sku: here.variant.sku }] });
    expect(await outcomeOf(create.create(here.owner, here.exporter.id, sameSku))).toBe('listing.sku-taken');
    expect(await outcomeOf(create.create(there.owner, there.exporter.id, sameSku))).toBe('allowed');
  });

  it('is listed newest first, page by page, without a gap or a repetition', async () => {
    const { owner, exporter, listing: oldest } = await aShop(features);
    const create = () => features.get(CreateListing).create(owner, exporter.id, someGoods());
    const [middle, newest] = [await create(), await create()];
    const first = await features.get(ReadListings).ofExporter(owner, exporter.id, { limit: 2 });
    expect(first.items.map(({ id }) => id)).toEqual([newest.id, middle.id]);
    const cursor = first.nextCursor ?? undefined;
    const rest = await features.get(ReadListings).ofExporter(owner, exporter.id, { limit: 2, cursor });
    expect(rest).toEqual({ items: [oldest], nextCursor: null });
  });

  it('is not found where there is none', async () => {
    expect(await outcomeOf(features.get(ReadListings).byId(randomUUID()))).toBe('listing.not-found');
    const nowhere = features.get(ReadListings).ofExporter({ kind: 'anonymous' }, randomUUID(), { limit: 20 });
    expect(await outcomeOf(nowhere)).toBe('exporter.not-found');
  });
});

describe('who sells', () => {
  it('rewrites a text over what a machine wrote, and it is a person’s from then on', async () => {
    const { owner, listing } = await aShop(features);
    const text = { title: 'Thé noir', description: 'Cueilli à la main.' };
    await features.get(Database, { strict: false }).prisma.listingText.create({
      data: { listingId: listing.id, lang: 'fr', title: 'Noir thé', description: '', machine: true, reviewed: false },
    });
    const { texts } = await features.get(WriteListingText).write(owner, listing.id, 'fr', text);
    expect(texts).toEqual({ ...listing.texts, fr: { ...text, machine: false, reviewed: true, stale: false } });
    const again = await features.get(WriteListingText).write(owner, listing.id, 'fr', { ...text, title: 'Thé' });
    expect(again.texts['fr']?.title).toBe('Thé');
  });

  it('adds variants behind those that are there', async () => {
    const { owner, listing, variant } = await aShop(features);
    const input = { sku: randomUUID(), name: '1 kg', names: {}, onHand: 5, prices: { USD: 5000 } };
    const added = await features.get(AddVariant).add(owner, listing.id, input);
    expect((await features.get(ReadListings).byId(listing.id)).variants).toEqual([variant, added]);
    expect(await outcomeOf(features.get(AddVariant).add(owner, listing.id, input))).toBe('listing.sku-taken');
  });

  it('sets a price for each currency', async () => {
    const { owner, listing, variant } = await aShop(features);
    await features.get(SetPrice).set(owner, variant.id, { currency: 'RWF', amount: 1_000_000_000_000 });
    await features.get(SetPrice).set(owner, variant.id, { currency: 'USD', amount: 1300 });
    const [changed] = (await features.get(ReadListings).byId(listing.id)).variants;
    expect(changed?.prices).toEqual([
      { currency: 'RWF', amount: 1_000_000_000_000 },
      { currency: 'USD', amount: 1300 },
    ]);
  });

  it('may do so with its own goods only', async () => {
    const { exporter, listing, variant } = await aShop(features);
    const stranger = await anActor(features);
    const text = { title: 'Mine now', description: 'Not really.' };
    const attempts = [
      features.get(CreateListing).create(stranger, exporter.id, someGoods()),
      features.get(WriteListingText).write(stranger, listing.id, 'en', text),
      features.get(AddVariant).add(stranger, listing.id, { sku: 'x', name: 'x', names: {}, onHand: 1, prices: {} }),
      features.get(SetPrice).set(stranger, variant.id, { currency: 'USD', amount: 1 }),
    ];
    expect(await Promise.all(attempts.map(outcomeOf))).toEqual(attempts.map(() => 'account.forbidden'));
    expect(await features.get(ReadListings).byId(listing.id)).toEqual(listing);
  });
});

describe('listings that a host looks for', () => {
  it('are those in which every word occurs, whoever lists them and in whichever language', async () => {
    const mark = randomUUID().slice(0, 8);
    const { owner, exporter } = await aShop(features);
    const texts = {
      en: { title: `Honey ${mark}`, description: 'From the forest.' },
      fr: { title: `Miel ${mark}`, description: 'De la forêt.' },
    };
    const create = (changes: Record<string, unknown>) =>
      features.get(CreateListing).create(owner, exporter.id, someGoods(changes));
    const honey = await create({ texts });
    const jar = { sku: `JAR-${mark}`, name: '500 g', onHand: 1, prices: { USD: 900 } };
    const wax = await create({ variants: [jar] });
    const found = async (q: string, more: object = {}) =>
      (await features.get(SearchListings).search({ q, limit: 20, ...more })).items.map(({ id }) => id);
    expect(await found(mark)).toEqual([wax.id, honey.id]);
    expect(await found(`miel ${mark.toUpperCase()}`)).toEqual([honey.id]);
    expect(await found(`jar-${mark} nyungwe`)).toEqual([wax.id]);
    expect(await found(`${mark} camel`)).toEqual([]);
    const first = await features.get(SearchListings).search({ q: mark, limit: 1 });
    expect(first.items.map(({ id }) => id)).toEqual([wax.id]);
    expect(await found(mark, { cursor: first.nextCursor ?? undefined })).toEqual([honey.id]);
  });
});
