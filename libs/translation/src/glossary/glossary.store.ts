import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError, type Glossary, type GlossaryTerm } from '#libs/contracts';
import { Database, type Queryable } from '#libs/database';

/** A term as it is told; `listingId` is the listing it comes from, or `null` when a person adds it. */
export type NewTerm = Pick<GlossaryTerm, 'sourceLang' | 'source' | 'targets' | 'listingId'>;

/** Most terms of a session: more than any line-up names, and few enough to be looked for in every text. */
export const MOST_TERMS = 2000;

/** All SQL of glossaries. */
@Injectable()
export class GlossaryStore {
  constructor(private readonly database: Database) {}

  async read(sessionId: string): Promise<Glossary> {
    const [{ rows }, version] = await Promise.all([
      this.database.pool.query<GlossaryTerm>(
        `SELECT id, source_lang AS "sourceLang", source, targets, listing_id AS "listingId", version
         FROM glossary_term WHERE session_id = $1 ORDER BY source_lang, source LIMIT ${MOST_TERMS}`,
        [sessionId],
      ),
      this.inForce(sessionId),
    ]);
    return { version: version.version, terms: rows };
  }

  /** What must be asked before every batch: which version holds, and who may see the texts. */
  async inForce(sessionId: string): Promise<{ version: number; allowedRegions: string[] }> {
    const { rows } = await this.database.pool.query<{ version: number; allowedRegions: string[] }>(
      'SELECT glossary_version AS version, allowed_regions AS "allowedRegions" FROM session WHERE id = $1',
      [sessionId],
    );
    return rows[0] ?? { version: 0, allowedRegions: [] };
  }

  /**
   * Adds terms, and what a known term becomes in more languages; a person's word stands against a listing's. Locks the
   * session. The answer is the version that holds now: a new one when anything has changed.
   *
   * @throws DomainError `glossary.full`
   */
  async put(client: Queryable, sessionId: string, terms: readonly NewTerm[]): Promise<number> {
    const version = await lockVersion(client, sessionId);
    const once = new Map(terms.map((term) => [`${term.sourceLang} ${term.source}`, term]));
    const { rowCount } = await client.query(
      `INSERT INTO glossary_term AS term (id, session_id, listing_id, source_lang, source, targets, version)
       SELECT id, $1, listing_id, source_lang, source, targets, $2
       FROM unnest($3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::jsonb[]) AS new (id, listing_id, source_lang, source, targets)
       ON CONFLICT (session_id, source_lang, source) DO UPDATE
         SET targets = term.targets || excluded.targets, listing_id = excluded.listing_id, version = excluded.version
         WHERE (term.listing_id IS NOT NULL OR excluded.listing_id IS NULL)
           AND term.targets || excluded.targets <> term.targets`,
      [
        sessionId,
        version + 1,
        [...once.values()].map(() => uuidv7()),
        [...once.values()].map(({ listingId }) => listingId),
        [...once.values()].map(({ sourceLang }) => sourceLang),
        [...once.values()].map(({ source }) => source),
        [...once.values()].map(({ targets }) => JSON.stringify(targets)),
      ],
    );
    if (rowCount === 0) return version;
    const { rows } = await client.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM glossary_term WHERE session_id = $1',
      [sessionId],
    );
    if ((rows[0]?.count ?? 0) > MOST_TERMS) throw new DomainError('glossary.full');
    await setVersion(client, sessionId, version + 1);
    return version + 1;
  }

  /** For whoever changes it together with rows that are locked after those of sessions. */
  async lock(client: Queryable, sessionId: string): Promise<void> {
    await lockVersion(client, sessionId);
  }

  /** A term that is not there is out already. */
  async remove(client: Queryable, sessionId: string, term: string): Promise<void> {
    const version = await lockVersion(client, sessionId);
    const { rowCount } = await client.query('DELETE FROM glossary_term WHERE session_id = $1 AND id = $2', [
      sessionId,
      term,
    ]);
    if (rowCount !== 0) await setVersion(client, sessionId, version + 1);
  }
}

async function lockVersion(client: Queryable, sessionId: string): Promise<number> {
  const { rows } = await client.query<{ version: number }>(
    'SELECT glossary_version AS version FROM session WHERE id = $1 FOR UPDATE',
    [sessionId],
  );
  return rows[0]?.version ?? 0;
}

const setVersion = (client: Queryable, sessionId: string, version: number) =>
  client.query('UPDATE session SET glossary_version = $2 WHERE id = $1', [sessionId, version]);
