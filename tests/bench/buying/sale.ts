import { randomBytes } from 'node:crypto';
import { openOfferFor } from '#libs/client';
import { type CreateListing, Exporter, LineUpItem, Listing, type Session } from '#libs/contracts';
import type { z } from 'zod';
import type { BenchHouse, Guest } from '../contenders/bench-house.js';
import type { Goods } from './claim-deed.js';

/** What a live session has on offer, and who may buy it. */
export interface Sale {
  session: Session;
  goods: Goods[];
  buyers: Guest[];
}

export interface SaleShape {
  variants: number;
  /** Variants of one item, 50 at most. */
  variantsInItem: number;
  /** Units of each variant. */
  units: number;
  buyers: number;
  maxPerBuyer: number;
}

const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
const aName = (what: string) => `${what}-${randomBytes(6).toString('hex')}`;

export async function openSale(house: BenchHouse, shape: SaleShape): Promise<Sale> {
  const session = await house.openSession();
  const body = { slug: aName('exporter'), name: 'Nyungwe Edge Tea', country: 'RW' };
  const exporter = await house.host.send({ method: 'POST', path: '/exporters', body, answer: Exporter });
  const goods: Goods[] = [];
  while (goods.length < shape.variants) {
    const code = `${letters[Math.floor(goods.length / shape.variantsInItem)]}2`;
    const count = Math.min(shape.variantsInItem, shape.variants - goods.length);
    goods.push(...(await onOffer(house, session, exporter, code, count, shape)));
  }
  return { session, goods, buyers: await house.guests(shape.buyers) };
}

async function onOffer(
  { host }: BenchHouse,
  session: Session,
  exporter: Exporter,
  code: string,
  count: number,
  { units, maxPerBuyer }: SaleShape,
): Promise<Goods[]> {
  const body: z.input<typeof CreateListing> = {
    slug: aName('listing'),
    sourceLang: 'en',
    texts: { en: { title: 'Gisakura mountain black tea', description: 'Black tea, picked by hand.' } },
    originCountry: 'RW',
    variants: Array.from({ length: count }, (_, at) => ({
      sku: aName('SKU'),
      name: `${250 + at} g tin`,
      onHand: units,
      prices: { USD: 1450 },
    })),
  };
  const listing = await host.send({
    method: 'POST',
    path: `/exporters/${exporter.id}/listings`,
    body,
    answer: Listing,
  });
  const path = `/sessions/${session.id}/line-up/${code}`;
  await host.send({ method: 'PUT', path, body: { listingId: listing.id }, answer: LineUpItem });
  await host.send(openOfferFor(session.id, { code, maxPerBuyer }));
  return listing.variants.map(({ id }) => ({ code, variantId: id }));
}
