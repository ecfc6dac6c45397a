import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import type { ListingToTranslate, TextToTranslate, TranslateTexts } from '#libs/contracts';
import { ListingTranslations } from '#libs/translation';
import { eventually } from '../../../tests/support/eventually.js';
import { anActor, openFeatures, quietSettings } from '../../../tests/support/feature.js';
import { OwnDatabase } from '../../../tests/support/own-database.js';
import { JobRecord, recordingJobs } from '../../../tests/support/recording-jobs.js';
import { aShop, outcomeOf } from '../testing/a-shop.js';
import { DraftListingTexts } from './draft-listing-texts.js';
import { ListingsModule } from './listings.module.js';
import { ReadListings } from './read-listings.js';
import { ReviewListingText } from './review-listing-text.js';
import { WriteListingText } from './write-listing-text.js';

type Asked = { to: string; text: ListingToTranslate };

describe('what a listing says in languages that nobody wrote', () => {
  let database: OwnDatabase;
  let features: INestApplicationContext;
  const record = new JobRecord();
  beforeAll(async () => {
    database = await OwnDatabase.create();
    const settings = quietSettings({ DATABASE_URL: database.url });
    features = await openFeatures([ListingsModule, recordingJobs(record)], settings);
  });
  afterAll(async () => {
    await features.close();
    await database.drop();
  });

  const isListing = (text: TextToTranslate): text is ListingToTranslate => text.kind === 'listing';
  /** Each text once, as in a queue: the same one asked for again is the same job. */
  const asked = (listing: string): Asked[] => {
    const texts = record.done
      .flatMap(({ data }) =>
        'texts' in data ? data.texts.filter(isListing).map((text) => ({ to: data.to, text })) : [],
      )
      .filter(({ text }) => text.listing === listing);
    return [...new Map(texts.map((one) => [`${one.to} ${one.text.field} ${one.text.version}`, one])).values()];
  };
  const askedFor = (listing: string, count: number) =>
    eventually(`${count} texts`, async () => asked(listing).length >= count && asked(listing));
  const jobs = (): TranslateTexts[] => record.done.flatMap(({ data }) => ('texts' in data ? [data] : []));
  /** As a worker gives it. */
  const made = (texts: readonly Asked[]) =>
    features.get(ListingTranslations, { strict: false }).give(
      texts.map(({ to, text: { listing, field, version, text } }) => ({
        listing,
        field,
        version,
        lang: to,
        text: `${to}: ${text}`,
        engine: 'apertium',
        machine: true,
      })),
    );
  const textsOf = async (listing: string) => (await features.get(ReadListings).byId(listing)).texts;
  const draft = (owner: Parameters<DraftListingTexts['draft']>[0], listing: string, ...languages: string[]) =>
    features.get(DraftListingTexts).draft(owner, listing, { languages });

  it('is drafted by machines behind everything that viewers wait for, and marked', async () => {
    const { owner, listing } = await aShop(features);
    expect(await draft(owner, listing.id, 'fr', 'en', 'sw', 'fr')).toEqual({ requested: ['fr', 'sw'], kept: ['en'] });
    const texts = await askedFor(listing.id, 4);
    expect(texts.map(({ to, text }) => `${to} ${text.field} ${text.text}`).sort()).toEqual([
      'fr description Picked by hand.',
      'fr title Mountain black tea',
      'sw description Picked by hand.',
      'sw title Mountain black tea',
    ]);
    expect(jobs().filter(({ texts: [text] }) => text?.kind === 'listing' && text.listing === listing.id)).toMatchObject(
      ['fr', 'sw'].map(() => ({ sessionId: null, from: 'en', priority: 'listing-text' })),
    );
    await made(texts);
    const machine = { machine: true, reviewed: false, stale: false };
    expect(await textsOf(listing.id)).toEqual({
      ...listing.texts,
      fr: { title: 'fr: Mountain black tea', description: 'fr: Picked by hand.', ...machine },
      sw: { title: 'sw: Mountain black tea', description: 'sw: Picked by hand.', ...machine },
    });
    expect(await draft(owner, listing.id, 'fr')).toEqual({ requested: [], kept: ['fr'] });
  });

  it('is never a machine’s where a person wrote or reviewed', async () => {
    const { owner, listing } = await aShop(features);
    await draft(owner, listing.id, 'fr', 'sw');
    const texts = await askedFor(listing.id, 4);
    const written = { title: 'Thé noir', description: 'Cueilli à la main.' };
    await features.get(WriteListingText).write(owner, listing.id, 'fr', written);
    await made(texts);
    const seen = { title: 'sw: Mountain black tea', description: 'sw: Picked by hand.' };
    await features.get(ReviewListingText).review(owner, listing.id, 'sw', seen);
    expect(await draft(owner, listing.id, 'fr', 'sw')).toEqual({ requested: [], kept: ['fr', 'sw'] });
    await made(texts.map(({ to, text }) => ({ to, text: { ...text, text: 'another' } })));
    expect(await textsOf(listing.id)).toEqual({
      ...listing.texts,
      fr: { ...written, machine: false, reviewed: true, stale: false },
      sw: { ...seen, machine: true, reviewed: true, stale: false },
    });
  });

  it('follows the listing when that changes, save what was reviewed; what is made of the old text is dropped', async () => {
    const { owner, listing } = await aShop(features);
    await draft(owner, listing.id, 'fr', 'sw', 'es');
    const old = await askedFor(listing.id, 6);
    await made(old.filter(({ to }) => to !== 'es'));
    const seen = { title: 'sw: Mountain black tea', description: 'sw: Picked by hand.' };
    await features.get(ReviewListingText).review(owner, listing.id, 'sw', seen);

    const changed = { title: 'Forest tea', description: 'Picked by hand.' };
    await features.get(WriteListingText).write(owner, listing.id, 'en', changed);
    await features.get(WriteListingText).write(owner, listing.id, 'en', changed);
    const renewed = (await askedFor(listing.id, 8)).slice(6);
    expect(renewed.map(({ to, text }) => [to, text.version])).toEqual([
      ['fr', 2],
      ['fr', 2],
    ]);
    // what was on its way is late, and its language asks anew
    await made(old);
    const late = await eventually('Spanish is asked for anew', () => {
      const anew = asked(listing.id).filter(({ to, text }) => to === 'es' && text.version === 2);
      return anew.length === 2 && anew;
    });
    await made([...renewed, ...late]);
    const machine = { machine: true, reviewed: false, stale: false };
    expect(await textsOf(listing.id)).toEqual({
      en: { ...changed, machine: false, reviewed: true, stale: false },
      fr: { title: 'fr: Forest tea', description: 'fr: Picked by hand.', ...machine },
      es: { title: 'es: Forest tea', description: 'es: Picked by hand.', ...machine },
      sw: { ...seen, machine: true, reviewed: true, stale: true },
    });
  });

  it('is whole or not there: half a draft is asked for again', async () => {
    const { owner, listing } = await aShop(features);
    await draft(owner, listing.id, 'fr');
    const texts = await askedFor(listing.id, 2);
    await made(texts.filter(({ text }) => text.field === 'title'));
    expect(await textsOf(listing.id)).toEqual(listing.texts);
    expect(await draft(owner, listing.id, 'fr')).toEqual({ requested: ['fr'], kept: [] });
  });

  it('is reviewed as it was read, by those who sell it', async () => {
    const { owner, listing } = await aShop(features);
    await draft(owner, listing.id, 'fr');
    await made(await askedFor(listing.id, 2));
    const review = (title: string, lang = 'fr', actor = owner) =>
      outcomeOf(
        features.get(ReviewListingText).review(actor, listing.id, lang, { title, description: 'fr: Picked by hand.' }),
      );
    expect(await review('fr: Green tea')).toBe('listing.text-changed');
    expect(await review('fr: Mountain black tea', 'sw')).toBe('listing.text-not-found');
    const stranger = await anActor(features);
    expect(await review('fr: Mountain black tea', 'fr', stranger)).toBe('account.forbidden');
    expect(await outcomeOf(draft(stranger, listing.id, 'fr'))).toBe('account.forbidden');
    expect((await textsOf(listing.id))['fr']).toMatchObject({ machine: true, reviewed: false });
    expect(await review('fr: Mountain black tea')).toBe('allowed');
    expect(await review('fr: Mountain black tea')).toBe('allowed');
    expect((await textsOf(listing.id))['fr']).toMatchObject({ machine: true, reviewed: true });
  });
});
