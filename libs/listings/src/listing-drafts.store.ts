import { Injectable } from '@nestjs/common';
import type { WriteListingText } from '#libs/contracts';
import { Database } from '#libs/database';

/** What a listing says in its own language, and which languages have no draft of that version yet. */
export type DraftSource = WriteListingText & { version: number; sourceLang: string; missing: string[] };
/** What a machine made of one version of a listing's own text. */
export type ListingDraft = WriteListingText & { listing: string; lang: string; version: number };

/** A machine may write where nothing is, or its own words that nobody has reviewed. */
const isDraft = (row: string) => `${row}.machine AND NOT ${row}.reviewed`;

/** All SQL of the texts of listings that machines write. */
@Injectable()
export class ListingDraftsStore {
  constructor(private readonly database: Database) {}

  /** Null when there is no such listing. */
  async source(listingId: string, languages: readonly string[]): Promise<DraftSource | null> {
    const { rows } = await this.database.pool.query<DraftSource>(
      `SELECT listing.text_version AS version, listing.source_lang AS "sourceLang", own.title, own.description,
         ARRAY(SELECT lang FROM unnest($2::text[]) WITH ORDINALITY AS asked (lang, place)
           WHERE lang <> listing.source_lang AND NOT EXISTS (
             SELECT FROM listing_text AS known WHERE known.listing_id = listing.id AND known.lang = asked.lang
               AND (NOT (${isDraft('known')}) OR known.text_version = listing.text_version))
           ORDER BY place) AS missing
       FROM listing JOIN listing_text AS own ON own.listing_id = listing.id AND own.lang = listing.source_lang
       WHERE listing.id = $1`,
      [listingId, languages],
    );
    return rows[0] ?? null;
  }

  /** The languages that a machine wrote and nobody has reviewed. */
  async languages(listingId: string): Promise<string[]> {
    const { rows } = await this.database.pool.query<{ lang: string }>(
      `SELECT lang FROM listing_text AS known WHERE listing_id = $1 AND ${isDraft('known')} ORDER BY lang`,
      [listingId],
    );
    return rows.map(({ lang }) => lang);
  }

  /** Keeps what is still wanted: made from what the listing says now, where no person has spoken. */
  async keep(drafts: readonly ListingDraft[]): Promise<void> {
    await this.database.pool.query(
      `INSERT INTO listing_text AS known (listing_id, lang, title, description, machine, reviewed, text_version)
       SELECT listing.id, made.lang, made.title, made.description, true, false, made.version
       FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::int[])
         AS made (listing, lang, title, description, version)
       JOIN listing ON listing.id = made.listing AND listing.text_version = made.version
         AND listing.source_lang <> made.lang
       ORDER BY listing.id, made.lang
       FOR SHARE OF listing
       ON CONFLICT (listing_id, lang) DO UPDATE SET
         title = excluded.title, description = excluded.description, text_version = excluded.text_version
       WHERE ${isDraft('known')}`,
      [
        drafts.map(({ listing }) => listing),
        drafts.map(({ lang }) => lang),
        drafts.map(({ title }) => title),
        drafts.map(({ description }) => description),
        drafts.map(({ version }) => version),
      ],
    );
  }

  /** @returns false when the text is not what the reviewer read; null when there is none */
  async review(listingId: string, lang: string, { title, description }: WriteListingText): Promise<boolean | null> {
    const { rows } = await this.database.pool.query<{ same: boolean }>(
      `UPDATE listing_text SET reviewed = reviewed OR (title = $3 AND description = $4)
       WHERE listing_id = $1 AND lang = $2 RETURNING title = $3 AND description = $4 AS same`,
      [listingId, lang, title, description],
    );
    return rows[0]?.same ?? null;
  }
}
