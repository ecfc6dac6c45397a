import { randomUUID } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { CreateExporter } from '#libs/accounts';
import { CreateListing as CreateListingBody, DomainError, type SignedInActor } from '#libs/contracts';
import { MoveSession } from '#libs/sessions';
import { aScheduledSession } from '../../../tests/support/a-scheduled-session.js';
import { anActor } from '../../../tests/support/feature.js';
import { CreateListing } from '../src/create-listing.js';

/** Goods as an exporter would send them, with what is given changed. */
export const someGoods = (changes: Record<string, unknown> = {}): CreateListingBody =>
  CreateListingBody.parse({
    slug: `tea-${randomUUID()}`,
    sourceLang: 'en',
    texts: { en: { title: 'Mountain black tea', description: 'Picked by hand.' } },
    variants: [{ sku: randomUUID(), name: '250 g', onHand: 20, prices: { USD: 1450 } }],
    ...changes,
  });

/** An exporter with its owner and one listing of one variant, 20 of which are on hand. */
export async function aShop(features: INestApplicationContext) {
  const owner = await anActor(features, 'Aline');
  const exporter = await features
    .get(CreateExporter, { strict: false })
    .create(owner, { slug: `shop-${randomUUID()}`, name: 'Nyungwe Edge Tea', country: 'RW' });
  const listing = await features.get(CreateListing).create(owner, exporter.id, someGoods());
  const [variant] = listing.variants;
  if (variant === undefined) throw new Error('a listing has a variant');
  return { owner, exporter, listing, variant };
}

/** A session that is live, with its host. */
export async function aLiveSession(features: INestApplicationContext): Promise<{ host: SignedInActor; id: string }> {
  const host = await anActor(features, 'Jean');
  const { id } = await aScheduledSession(features, host, { title: 'Tea from Nyungwe' });
  await features.get(MoveSession, { strict: false }).start(host, id);
  return { host, id };
}

/** The code it was refused with, or `allowed`. */
export const outcomeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'allowed',
    (error: unknown) => {
      if (error instanceof DomainError) return error.code;
      throw error;
    },
  );
