import type { INestApplicationContext } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { AccountsModule, CreateExporter } from '#libs/accounts';
import type { Offer, OpenOffer as OpenOfferTerms, Session, SignedInActor, Stock } from '#libs/contracts';
import { Database } from '#libs/database';
import { CreateListing, ListingsModule, PutLineUpItem } from '#libs/listings';
import { MoveSession, SessionsModule } from '#libs/sessions';
import { aScheduledSession } from '../../../tests/support/a-scheduled-session.js';
import { anActor, openFeatures, quietSettings } from '../../../tests/support/feature.js';
import { OpenOffer } from '../src/open-offer.js';
import { OrdersModule } from '../src/orders.module.js';

/** What the tests of buying need: everything from accounts to payments, on the real PostgreSQL. */
export const openShop = (settings: Record<string, string> = {}): Promise<INestApplicationContext> =>
  openFeatures([AccountsModule, SessionsModule, ListingsModule, OrdersModule], quietSettings(settings));

export type Variation = { name: string; onHand: number; price?: number; names?: Record<string, string> };
type Terms = Partial<Pick<OpenOfferTerms, 'maxPerBuyer' | 'holdSeconds' | 'mode' | 'windowSeconds' | 'totalLimit'>> & {
  variants?: Variation[];
  onHand?: number;
};
export type Sale = {
  host: SignedInActor;
  session: Session;
  offer: Offer;
  exporterId: string;
  listingId: string;
  variantIds: [string, ...string[]];
};

/** A live session with one open offer, A1. By default one variant with 20 units at 14.50 dollars. */
export async function aSale(shop: INestApplicationContext, terms: Terms = {}): Promise<Sale> {
  const { onHand = 20, maxPerBuyer = 5, holdSeconds = 600, mode = 'FIFO_HOLD', windowSeconds, totalLimit } = terms;
  const { variants = [{ name: '250 g', onHand }] } = terms;
  const get = <T>(type: new (...args: never[]) => T): T => shop.get(type, { strict: false });
  const host = await anActor(shop, 'Keza');
  const slug = () => `sale-${uuidv7()}`;
  const exporter = await get(CreateExporter).create(host, { slug: slug(), name: 'Rutsiro Tea', country: 'RW' });
  const listing = await get(CreateListing).create(host, exporter.id, {
    slug: slug(),
    sourceLang: 'en',
    texts: { en: { title: 'Black tea', description: 'From the hills.' } },
    variants: variants.map(({ name, names = {}, price = 1450, ...variant }) => ({
      ...variant,
      name,
      names,
      sku: uuidv7(),
      prices: { USD: price },
    })),
  });
  const session = await aScheduledSession(shop, host, {
    title: 'Tea time',
    languages: ['en', 'zh-Hans'],
    maxLanguages: 12,
  });
  await get(MoveSession).start(host, session.id);
  await get(PutLineUpItem).put(host, session.id, 'A1', { listingId: listing.id });
  const offer = await get(OpenOffer).open(host, session.id, {
    code: 'A1',
    maxPerBuyer,
    holdSeconds,
    mode,
    windowSeconds,
    totalLimit,
  });
  const variantIds = listing.variants.map(({ id }) => id) as [string, ...string[]];
  return {
    host,
    session: { ...session, state: 'live' },
    offer,
    exporterId: exporter.id,
    listingId: listing.id,
    variantIds,
  };
}

export async function stockOf(shop: INestApplicationContext, variantId: string): Promise<Omit<Stock, 'available'>> {
  const { rows } = await shop
    .get(Database, { strict: false })
    .pool.query('SELECT on_hand AS "onHand", held, sold FROM stock WHERE variant_id = $1', [variantId]);
  return rows[0];
}

/** Buyers without the cost of registering: for races. */
export async function manyBuyers(shop: INestApplicationContext, count: number): Promise<SignedInActor[]> {
  const { rows } = await shop.get(Database, { strict: false }).pool.query<{ id: string }>(
    `INSERT INTO account (id, kind, display_name, lang) SELECT gen_random_uuid(), 'guest', 'Buyer', 'en'
       FROM generate_series(1, $1) RETURNING id`,
    [count],
  );
  return rows.map(({ id }) => ({ kind: 'guest', accountId: id, displayName: 'Buyer', simulated: false }));
}
