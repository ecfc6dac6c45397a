import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import {
  type CreateListing,
  type CreateVariant,
  DomainError,
  type Listing,
  type ListingSearch,
  type Money,
  type Page,
  type PageQuery,
  type ListingsQuery,
  type Variant,
  type WriteListingText,
} from '#libs/contracts';
import { cursorId, Database, pageOfRows, Prisma } from '#libs/database';
import { listingOf, variantOf } from './listing.js';

const withVariant = {
  prices: { orderBy: { currency: 'asc' } },
  stock: true,
} as const satisfies Prisma.VariantInclude;
export type WantedListings = PageQuery & Partial<ListingsQuery>;

export const withListing = {
  texts: true,
  images: { include: { image: { select: { width: true, height: true } } }, orderBy: { position: 'asc' } },
  variants: { include: withVariant, orderBy: [{ position: 'asc' }, { id: 'asc' }] },
} as const satisfies Prisma.ListingInclude;

/** All reading and writing of listings, their texts, variants and prices. */
@Injectable()
export class ListingsStore {
  constructor(private readonly database: Database) {}

  /** @throws DomainError `listing.slug-taken` or `listing.sku-taken` */
  async create(exporterId: string, { texts, variants, ...listing }: CreateListing): Promise<Listing> {
    return withTypedConflicts(async () =>
      listingOf(
        await this.database.prisma.listing.create({
          data: {
            ...listing,
            id: uuidv7(),
            exporter: { connect: { id: exporterId } },
            texts: { create: Object.entries(texts).map(([lang, text]) => ({ lang, ...text, ...byPerson })) },
            variants: { create: variants.map((variant, position) => newVariant(exporterId, variant, position)) },
          },
          include: withListing,
        }),
      ),
    );
  }

  async find(id: string): Promise<Listing | null> {
    const row = await this.database.prisma.listing.findUnique({ where: { id }, include: withListing });
    return row && listingOf(row);
  }

  /** Newest first. */
  async listOf(
    exporterId: string,
    { cursor, limit, q = '', archived = false }: WantedListings,
  ): Promise<Page<Listing>> {
    const before = cursorId(cursor);
    const rows = await this.database.prisma.listing.findMany({
      where: {
        exporterId,
        archivedAt: archived ? { not: null } : null,
        ...(before === undefined ? {} : { id: { lt: before } }),
        ...(q === '' ? {} : saysSomewhere(q)),
      },
      orderBy: { id: 'desc' },
      take: limit + 1,
      include: withListing,
    });
    return pageOfRows(rows, limit, ({ id }) => id, listingOf);
  }

  /** Newest first: those in which every word of `q` occurs. */
  async search({ q, cursor, limit }: ListingSearch): Promise<Page<Listing>> {
    const before = cursorId(cursor);
    const words = q.split(/\s+/).filter((word) => word !== '');
    const rows = await this.database.prisma.listing.findMany({
      where: {
        archivedAt: null,
        AND: words.map((word) => ({ OR: saying({ contains: word, mode: 'insensitive' }) })),
        ...(before === undefined ? {} : { id: { lt: before } }),
      },
      orderBy: { id: 'desc' },
      take: limit + 1,
      include: withListing,
    });
    return pageOfRows(rows, limit, ({ id }) => id, listingOf);
  }

  /** Those of the exporter that have one of these slugs, or a variant with one of these SKUs. */
  async named(exporterId: string, slugs: string[], skus: string[]): Promise<Listing[]> {
    const rows = await this.database.prisma.listing.findMany({
      where: { exporterId, OR: [{ slug: { in: slugs } }, { variants: { some: { sku: { in: skus } } } }] },
      include: withListing,
    });
    return rows.map(listingOf);
  }

  /** A new text in the listing's own language makes another version, which machines' drafts have to follow. */
  async writeText(listingId: string, lang: string, { title, description }: WriteListingText): Promise<void> {
    const text = [listingId, lang, title, description];
    await this.database.transaction(async (client) => {
      await client.query(
        `UPDATE listing SET version = version + 1, text_version = text_version + (source_lang = $2)::int
         WHERE id = $1 AND NOT EXISTS (
           SELECT FROM listing_text WHERE listing_id = $1 AND lang = $2 AND title = $3 AND description = $4)`,
        text,
      );
      await client.query(
        `INSERT INTO listing_text (listing_id, lang, title, description, machine, reviewed, text_version)
         SELECT $1, $2, $3, $4, false, true, text_version FROM listing WHERE id = $1
         ON CONFLICT (listing_id, lang) DO UPDATE SET title = excluded.title, description = excluded.description,
           machine = false, reviewed = true, text_version = excluded.text_version`,
        text,
      );
    });
  }

  /** Puts it behind the variants that are there. @throws DomainError `listing.sku-taken` */
  async addVariant(listing: Listing, input: CreateVariant): Promise<Variant> {
    const data = { ...newVariant(listing.exporterId, input, listing.variants.length), listingId: listing.id };
    return withTypedConflicts(async () =>
      variantOf(await this.database.prisma.variant.create({ data, include: withVariant })),
    );
  }

  /** Which listing and exporter a variant belongs to. */
  async ownerOf(variantId: string): Promise<{ listingId: string; exporterId: string } | null> {
    return this.database.prisma.variant.findUnique({
      where: { id: variantId },
      select: { listingId: true, exporterId: true },
    });
  }

  async setPrice(variantId: string, { amount, currency }: Money): Promise<void> {
    await this.database.prisma.price.upsert({
      where: { variantId_currency: { variantId, currency } },
      create: { variantId, currency, amount },
      update: { amount },
    });
  }
}

const saying = (text: Prisma.StringFilter): Prisma.ListingWhereInput[] => [
  { texts: { some: { title: text } } },
  { variants: { some: { OR: [{ name: text }, { sku: text }] } } },
  { exporter: { name: text } },
];

/** In a title of any language, its slug, or a SKU: wherever people would look. */
function saysSomewhere(q: string): Prisma.ListingWhereInput {
  const contains = { contains: q.replace(/[\\%_]/g, '\\$&'), mode: 'insensitive' } as const;
  return {
    OR: [{ slug: contains }, { texts: { some: { title: contains } } }, { variants: { some: { sku: contains } } }],
  };
}

/** What a person wrote is never taken for machine text, nor overwritten by it. */
const byPerson = { machine: false, reviewed: true, textVersion: 1 };

const newVariant = (exporterId: string, { sku, name, names, onHand, prices }: CreateVariant, position: number) => ({
  id: uuidv7(),
  exporterId,
  sku,
  name,
  names,
  position,
  prices: { create: Object.entries(prices).map(([currency, amount]) => ({ currency, amount })) },
  stock: { create: { onHand } },
});

/** Slugs are unique among an exporter's listings, SKUs among its variants: the table that refused says which it was. */
async function withTypedConflicts<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof Prisma.PrismaClientKnownRequestError) || error.code !== 'P2002') throw error;
    throw new DomainError(error.meta?.['modelName'] === 'Listing' ? 'listing.slug-taken' : 'listing.sku-taken');
  }
}
