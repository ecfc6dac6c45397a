import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { imageUrl } from '#libs/contracts';
import { Database } from '#libs/database';
import { MoveSession } from '#libs/sessions';
import { anActor, openFeatures } from '../../../tests/support/feature.js';
import { aPng } from '../../../tests/support/pictures.js';
import { aLiveSession, aShop, outcomeOf, someGoods } from '../testing/a-shop.js';
import { ChangeListing } from './change-listing.js';
import { CreateListing } from './create-listing.js';
import { AddImage } from './images/add-image.js';
import { ReadImage } from './images/read-image.js';
import { ListingsModule } from './listings.module.js';
import { PutLineUpItem } from './put-line-up-item.js';
import { ReadListings } from './read-listings.js';
import { SetPrice } from './set-price.js';
import { ReviewListingText } from './review-listing-text.js';
import { WriteListingText } from './write-listing-text.js';

let features: INestApplicationContext;
beforeAll(async () => {
  features = await openFeatures([ListingsModule]);
});
afterAll(() => features.close());

const read = (id: string) => features.get(ReadListings).byId(id);

describe('who changes a listing', () => {
  it('changes all that is named at once, and nothing else', async () => {
    const { owner, listing, variant } = await aShop(features);
    await features.get(SetPrice).set(owner, variant.id, { currency: 'EUR', amount: 1300 });
    const sku = randomUUID();
    const changed = await features.get(ChangeListing).change(owner, listing.id, {
      baseVersion: listing.version,
      text: { title: 'Black tea', description: 'Picked by hand.' },
      hsCode: '090230',
      originCountry: 'RW',
      variants: [
        { id: variant.id, name: '200 g', onHand: 7, prices: { USD: 1500, EUR: null } },
        { sku, name: '1 kg', names: {}, prices: { RWF: 9000 } },
      ],
    });
    expect(changed).toEqual({
      ...listing,
      version: listing.version + 1,
      texts: { en: { ...listing.texts['en'], title: 'Black tea' } },
      hsCode: '090230',
      originCountry: 'RW',
      variants: [
        {
          ...variant,
          name: '200 g',
          prices: [{ currency: 'USD', amount: 1500 }],
          stock: { onHand: 7, held: 0, sold: 0, available: 7 },
        },
        {
          id: changed.variants[1]?.id,
          sku,
          name: '1 kg',
          names: {},
          prices: [{ currency: 'RWF', amount: 9000 }],
          stock: { onHand: 0, held: 0, sold: 0, available: 0 },
        },
      ],
    });
  });

  it('overwrites nothing that somebody else has written meanwhile', async () => {
    const { owner, listing } = await aShop(features);
    const change = (hsCode: string) =>
      outcomeOf(features.get(ChangeListing).change(owner, listing.id, { baseVersion: listing.version, hsCode }));
    expect((await Promise.all([change('090230'), change('090240')])).sort()).toEqual(['allowed', 'listing.changed']);
    const text = { title: 'Tea', description: 'Black.' };
    const seen = await read(listing.id);
    await features.get(WriteListingText).write(owner, listing.id, 'en', text);
    const late = { baseVersion: seen.version, text: { ...text, title: 'Coffee' } };
    expect(await outcomeOf(features.get(ChangeListing).change(owner, listing.id, late))).toBe('listing.changed');
    expect((await read(listing.id)).texts['en']).toMatchObject(text);
  });

  it('changes nothing when a part of it can not be', async () => {
    const { owner, listing, variant, exporter } = await aShop(features);
    const other = await features.get(CreateListing).create(owner, exporter.id, someGoods());
    const stranger = await anActor(features);
    await features
      .get(Database, { strict: false })
      .prisma.stock.update({ where: { variantId: variant.id }, data: { held: 2, sold: 3 } });
    const before = await read(listing.id);
    const attempts = [
      { variants: [{ id: variant.id, onHand: 4 }] },
      { variants: [{ id: variant.id, sku: other.variants[0]?.sku ?? '' }] },
      { variants: [{ id: other.variants[0]?.id ?? '', name: 'Mine' }] },
      { images: [{ id: 'a'.repeat(64), alt: {} }] },
    ].map((wrong) => ({ baseVersion: before.version, hsCode: '090230', ...wrong }));
    const outcomes: string[] = [];
    for (const attempt of attempts)
      outcomes.push(await outcomeOf(features.get(ChangeListing).change(owner, listing.id, attempt)));
    expect(outcomes).toEqual([
      'listing.stock-committed',
      'listing.sku-taken',
      'listing.variant-not-found',
      'listing.image-not-found',
    ]);
    const theirs = features.get(ChangeListing).change(stranger, listing.id, { baseVersion: before.version });
    expect(await outcomeOf(theirs)).toBe('account.forbidden');
    expect(await read(listing.id)).toEqual(before);
  });

  it('sees which texts are older than what the listing says in its own language, whoever wrote them', async () => {
    const { owner, listing } = await aShop(features);
    const text = { title: 'Thé', description: 'Noir.' };
    await features.get(WriteListingText).write(owner, listing.id, 'fr', text);
    const written = await read(listing.id);
    expect(written.texts['fr']?.stale).toBe(false);
    const { texts } = await features.get(ChangeListing).change(owner, listing.id, {
      baseVersion: written.version,
      text: { title: 'Green tea', description: 'Picked by hand.' },
    });
    expect(texts).toMatchObject({ en: { stale: false }, fr: { ...text, stale: true } });
    await features.get(ReviewListingText).review(owner, listing.id, 'fr', text);
    expect((await read(listing.id)).texts['fr']?.stale).toBe(true);
    const again = await features.get(WriteListingText).write(owner, listing.id, 'fr', text);
    expect(again.texts['fr']).toMatchObject({ stale: false, reviewed: true });
  });
});

describe('a listing that is archived', () => {
  it('is shown in no session and changed by nobody, until it is for sale again', async () => {
    const { owner, exporter, listing } = await aShop(features);
    const { host, id } = await aLiveSession(features);
    const change = async (what: object) => {
      const { version } = await read(listing.id);
      return outcomeOf(features.get(ChangeListing).change(owner, listing.id, { baseVersion: version, ...what }));
    };
    const show = () => outcomeOf(features.get(PutLineUpItem).put(host, id, 'A1', { listingId: listing.id }));
    const listed = async (archived: boolean) =>
      (await features.get(ReadListings).ofExporter(owner, exporter.id, { limit: 9, archived })).items.length;

    expect(await change({ archived: true })).toBe('allowed');
    expect(await show()).toBe('listing.archived');
    expect(await change({ hsCode: '090230' })).toBe('listing.archived');
    expect([await listed(false), await listed(true)]).toEqual([0, 1]);
    const nobody = features
      .get(ReadListings)
      .ofExporter({ kind: 'anonymous' }, exporter.id, { limit: 9, archived: true });
    expect(await outcomeOf(nobody)).toBe('account.unauthenticated');

    expect(await change({ archived: false })).toBe('allowed');
    expect(await show()).toBe('allowed');
    expect(await change({ archived: true })).toBe('listing.in-line-up');
    await features.get(MoveSession, { strict: false }).end(host, id);
    expect(await change({ archived: true })).toBe('allowed');
  });
});

describe('the pictures of a listing', () => {
  it('stand in the order they are put in, with what they show in each language', async () => {
    const { owner, listing } = await aShop(features);
    await features.get(AddImage).add(owner, listing.id, aPng({ grey: 1 }));
    const twice = await features.get(AddImage).add(owner, listing.id, aPng({ grey: 2 }));
    expect(await features.get(AddImage).add(owner, listing.id, aPng({ grey: 1, beside: 'the same' }))).toEqual(twice);
    const [first, second] = twice.images;
    const { images, image } = await features.get(ChangeListing).change(owner, listing.id, {
      baseVersion: twice.version,
      images: [
        { id: second?.id ?? '', alt: { en: 'A tin', fr: 'Une boîte' } },
        { id: first?.id ?? '', alt: {} },
      ],
    });
    expect(images).toEqual([{ ...second, alt: { en: 'A tin', fr: 'Une boîte' } }, first]);
    expect(image).toBe(imageUrl(second?.id ?? ''));
  });

  it('are gone when no listing shows them, and not before', async () => {
    const { owner, exporter, listing } = await aShop(features);
    const other = await features.get(CreateListing).create(owner, exporter.id, someGoods());
    const file = aPng({ grey: Math.floor(Math.random() * 255), width: 100 + Math.floor(Math.random() * 3000) });
    const shown = [];
    for (const { id } of [listing, other]) shown.push(await features.get(AddImage).add(owner, id, file));
    const image = shown[0]?.images[0]?.id ?? '';
    const kept = () => features.get(Database, { strict: false }).prisma.image.count({ where: { sha256: image } });
    for (const [at, left] of [1, 0].entries()) {
      const { id, version: baseVersion } = shown[at] ?? listing;
      await features.get(ChangeListing).change(owner, id, { baseVersion, images: [] });
      expect(await kept()).toBe(left);
    }
    expect(await outcomeOf(features.get(ReadImage).byId(image))).toBe('listing.image-not-found');
  });

  it('are not more than a listing may have, also when they come at once', async () => {
    const { owner, listing } = await aShop(features);
    const files = Array.from({ length: 10 }, (_, at) => aPng({ grey: at, width: 30 }));
    const outcomes = await Promise.all(
      files.map((file) => outcomeOf(features.get(AddImage).add(owner, listing.id, file))),
    );
    expect(outcomes.filter((outcome) => outcome === 'listing.too-many-images')).toHaveLength(2);
    expect((await read(listing.id)).images).toHaveLength(8);
    const bad = features.get(AddImage).add(owner, listing.id, Buffer.from('<svg/>'));
    expect(await outcomeOf(bad)).toBe('listing.bad-image');
  });
});

describe('listings', () => {
  it('are found by their title in any language, their slug and their SKUs', async () => {
    const { owner, exporter, listing, variant } = await aShop(features);
    await features.get(CreateListing).create(owner, exporter.id, someGoods());
    await features.get(WriteListingText).write(owner, listing.id, 'fr', { title: 'Thé 100%', description: 'Noir.' });
    const found = async (q: string) =>
      (await features.get(ReadListings).ofExporter(owner, exporter.id, { limit: 9, q })).items.map(({ id }) => id);
    expect(await found('thé 100%')).toEqual([listing.id]);
    expect(await found('%')).toEqual([listing.id]);
    expect(await found(variant.sku.toUpperCase())).toEqual([listing.id]);
    expect(await found(listing.slug)).toEqual([listing.id]);
    expect(await found('mountain')).toHaveLength(2);
    expect(await found('coffee')).toEqual([]);
  });
});
