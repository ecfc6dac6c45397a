import { Injectable } from '@nestjs/common';
import { DomainError } from '#libs/contracts';
import { Database, type OutboxEvent, type Queryable } from '#libs/database';
import { arrangeImages } from './images/images.store.js';
import type { ListingWrite, VariantWrite } from './listing-write.js';
import { StockStore } from './stock.store.js';

/** All SQL that changes several things of listings together: all of it or nothing, in as many statements for one as for thousands. */
@Injectable()
export class ListingWritesStore {
  constructor(
    private readonly database: Database,
    private readonly stock: StockStore,
  ) {}

  /**
   * @returns what is to be delivered
   * @throws DomainError `listing.changed`, `listing.in-line-up`, `listing.slug-taken`, `listing.sku-taken` or
   * `listing.stock-committed`
   */
  async write(writes: readonly ListingWrite[]): Promise<OutboxEvent[]> {
    if (writes.length === 0) return [];
    return withTypedConflicts(() =>
      this.database.transaction(async (client) => {
        await create(
          client,
          writes.filter(({ baseVersion }) => baseVersion === null),
        );
        await change(
          client,
          writes.filter(({ baseVersion }) => baseVersion !== null),
        );
        await writeTexts(client, writes);
        const variants = await writeVariants(client, writes);
        await writePrices(client, variants);
        for (const { id, images } of writes) if (images !== undefined) await arrangeImages(client, id, images);
        const counted = variants.filter(({ position, onHand }) => position === null && onHand !== undefined);
        const { events } = await this.stock.setAll(client, new Map(counted.map(({ id, onHand = 0 }) => [id, onHand])));
        return events;
      }),
    );
  }
}

const create = (client: Queryable, writes: readonly ListingWrite[]) =>
  client.query(
    `INSERT INTO listing (id, exporter_id, slug, source_lang, hs_code, origin_country)
     SELECT id, "exporterId", slug, "sourceLang", "hsCode", "originCountry" FROM jsonb_to_recordset($1::jsonb)
       AS new (id uuid, "exporterId" uuid, slug text, "sourceLang" text, "hsCode" text, "originCountry" text)`,
    [JSON.stringify(writes)],
  );

async function change(client: Queryable, writes: readonly ListingWrite[]): Promise<void> {
  const ids = writes.map(({ id }) => id);
  await client.query('SELECT FROM listing WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE', [ids]);
  const archived = writes.filter((write) => write.archived).map(({ id }) => id);
  const { rowCount: shown } = await client.query(
    `SELECT FROM line_up_item JOIN session ON session.id = line_up_item.session_id AND session.state <> 'ended'
     WHERE listing_id = ANY($1::uuid[]) LIMIT 1`,
    [archived],
  );
  if (shown !== 0) throw new DomainError('listing.in-line-up');
  const { rowCount } = await client.query(
    `UPDATE listing SET version = version + 1, text_version = text_version + (new.text IS NOT NULL)::int,
       hs_code = new."hsCode", origin_country = new."originCountry",
       archived_at = CASE WHEN new.archived THEN coalesce(archived_at, now()) END
     FROM jsonb_to_recordset($1::jsonb)
       AS new (id uuid, "baseVersion" int, "hsCode" text, "originCountry" text, archived boolean, text jsonb)
     WHERE listing.id = new.id AND version = new."baseVersion"`,
    [JSON.stringify(writes)],
  );
  if (rowCount !== writes.length) throw new DomainError('listing.changed');
}

const writeTexts = (client: Queryable, writes: readonly ListingWrite[]) =>
  client.query(
    `INSERT INTO listing_text (listing_id, lang, title, description, machine, reviewed, text_version)
     SELECT new.id, source_lang, text->>'title', text->>'description', false, true, text_version
     FROM jsonb_to_recordset($1::jsonb) AS new (id uuid, text jsonb) JOIN listing ON listing.id = new.id
     WHERE text IS NOT NULL
     ON CONFLICT (listing_id, lang) DO UPDATE SET title = excluded.title, description = excluded.description,
       machine = false, reviewed = true, text_version = excluded.text_version`,
    [JSON.stringify(writes)],
  );

type Placed = VariantWrite & { listingId: string; exporterId: string };

async function writeVariants(client: Queryable, writes: readonly ListingWrite[]): Promise<Placed[]> {
  const variants = writes.flatMap(({ id, exporterId, variants: own }) =>
    own.map((variant) => ({ ...variant, listingId: id, exporterId })),
  );
  const rows = JSON.stringify(variants);
  await client.query(
    `INSERT INTO variant (id, listing_id, exporter_id, sku, name, names, position)
     SELECT id, "listingId", "exporterId", sku, name, coalesce(names, '{}'), position
     FROM jsonb_to_recordset($1::jsonb) AS new (id uuid, "listingId" uuid, "exporterId" uuid, sku text, name text,
       names jsonb, position int)
     WHERE position IS NOT NULL`,
    [rows],
  );
  await client.query(
    `INSERT INTO stock (variant_id, on_hand) SELECT id, coalesce("onHand", 0)
     FROM jsonb_to_recordset($1::jsonb) AS new (id uuid, "onHand" int, position int) WHERE position IS NOT NULL`,
    [rows],
  );
  await client.query(
    `UPDATE variant SET sku = coalesce(new.sku, variant.sku), name = coalesce(new.name, variant.name),
       names = coalesce(new.names, variant.names)
     FROM jsonb_to_recordset($1::jsonb) AS new (id uuid, sku text, name text, names jsonb, position int)
     WHERE variant.id = new.id AND new.position IS NULL`,
    [rows],
  );
  return variants;
}

async function writePrices(client: Queryable, variants: readonly Placed[]): Promise<void> {
  const prices = variants.flatMap(({ id, prices: own }) =>
    Object.entries(own).map(([currency, amount]) => ({ id, currency, amount })),
  );
  if (prices.length === 0) return;
  const rows = JSON.stringify(prices);
  const shape = 'jsonb_to_recordset($1::jsonb) AS new (id uuid, currency text, amount bigint)';
  await client.query(
    `DELETE FROM price USING ${shape} WHERE variant_id = id AND price.currency = new.currency AND new.amount IS NULL`,
    [rows],
  );
  await client.query(
    `INSERT INTO price (variant_id, currency, amount) SELECT id, currency, amount FROM ${shape} WHERE amount IS NOT NULL
     ON CONFLICT (variant_id, currency) DO UPDATE SET amount = excluded.amount`,
    [rows],
  );
}

const conflicts: Readonly<Record<string, 'listing.slug-taken' | 'listing.sku-taken'>> = {
  listing_exporter_id_slug_key: 'listing.slug-taken',
  variant_exporter_id_sku_key: 'listing.sku-taken',
};

async function withTypedConflicts<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const constraint = error instanceof Error && 'constraint' in error ? String(error.constraint) : '';
    const code = conflicts[constraint];
    throw code === undefined ? error : new DomainError(code);
  }
}
