import { Injectable } from '@nestjs/common';
import { DomainError, type ImageType, maxImages } from '#libs/contracts';
import { Database, type Queryable } from '#libs/database';
import type { Cleaned } from './cleaned.js';

export type StoredImage = { type: ImageType; bytes: Buffer };

/** All SQL of pictures. One that several listings show is kept once. */
@Injectable()
export class ImagesStore {
  constructor(private readonly database: Database) {}

  async read(id: string): Promise<StoredImage | null> {
    const { rows } = await this.database.pool.query<StoredImage>('SELECT type, bytes FROM image WHERE sha256 = $1', [
      id,
    ]);
    return rows[0] ?? null;
  }

  /** Puts it last; one that the listing has stays where it is. @throws DomainError `listing.too-many-images` */
  async add(listingId: string, id: string, { type, width, height, bytes }: Cleaned): Promise<void> {
    await this.database.transaction(async (client) => {
      await client.query('SELECT FROM listing WHERE id = $1 FOR UPDATE', [listingId]);
      // an update that changes nothing keeps the row from being swept away meanwhile
      await client.query(
        `INSERT INTO image (sha256, type, width, height, bytes) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (sha256) DO UPDATE SET type = excluded.type`,
        [id, type, width, height, bytes],
      );
      const { rowCount } = await client.query(
        `INSERT INTO listing_image (listing_id, sha256, position)
         SELECT $1, $2, coalesce(max(position) + 1, 0) FROM listing_image WHERE listing_id = $1
         ON CONFLICT DO NOTHING`,
        [listingId, id],
      );
      if (rowCount === 0) return;
      const { rows } = await client.query<{ count: number }>(
        `UPDATE listing SET version = version + 1 WHERE id = $1
         RETURNING (SELECT count(*)::int FROM listing_image WHERE listing_id = $1)`,
        [listingId],
      );
      if ((rows[0]?.count ?? 0) > maxImages) throw new DomainError('listing.too-many-images');
    });
  }
}

/** These are all pictures of the listing, in this order: others go, and so do their bytes when nobody shows them. */
export async function arrangeImages(
  client: Queryable,
  listingId: string,
  images: readonly { id: string; alt: Record<string, string> }[],
): Promise<void> {
  await client.query(
    `UPDATE listing_image SET position = wanted.position - 1, alt = wanted.alt::jsonb
     FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS wanted (sha256, alt, position)
     WHERE listing_id = $1 AND listing_image.sha256 = wanted.sha256`,
    [listingId, images.map(({ id }) => id), images.map(({ alt }) => JSON.stringify(alt))],
  );
  const { rows } = await client.query<{ sha256: string }>(
    'DELETE FROM listing_image WHERE listing_id = $1 AND sha256 <> ALL($2::text[]) RETURNING sha256',
    [listingId, images.map(({ id }) => id)],
  );
  const gone = rows.map(({ sha256 }) => sha256).sort();
  if (gone.length === 0) return;
  // locked first, in order: what another listing has begun to show by then, the next statement sees
  await client.query('SELECT FROM image WHERE sha256 = ANY($1::text[]) ORDER BY sha256 FOR UPDATE', [gone]);
  await client.query(
    `DELETE FROM image WHERE sha256 = ANY($1::text[])
     AND NOT EXISTS (SELECT FROM listing_image WHERE listing_image.sha256 = image.sha256)`,
    [gone],
  );
}
