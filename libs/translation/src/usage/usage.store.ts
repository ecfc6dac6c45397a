import { Injectable } from '@nestjs/common';
import { Database } from '#libs/database';
import type { Usage } from './usage.js';

/** All SQL of what engines were asked. */
@Injectable()
export class UsageStore {
  constructor(private readonly database: Database) {}

  /** Figures of sessions that are gone are dropped. */
  async add(usage: readonly Usage[]): Promise<void> {
    const inOrder = usage.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    await this.database.pool.query(
      `INSERT INTO translation_usage AS known (session_id, lang, engine, calls, texts, characters, cached, terms)
       SELECT used.* FROM unnest($1::uuid[], $2::text[], $3::text[], $4::int[], $5::int[], $6::bigint[], $7::int[], $8::int[])
         AS used (session_id, lang, engine, calls, texts, characters, cached, terms)
       JOIN session ON session.id = used.session_id
       ON CONFLICT (session_id, lang, engine) DO UPDATE SET
         calls = known.calls + excluded.calls, texts = known.texts + excluded.texts,
         characters = known.characters + excluded.characters, cached = known.cached + excluded.cached,
         terms = known.terms + excluded.terms`,
      [
        inOrder.map(({ sessionId }) => sessionId),
        inOrder.map(({ lang }) => lang),
        inOrder.map(({ engine }) => engine),
        inOrder.map(({ calls }) => calls),
        inOrder.map(({ texts }) => texts),
        inOrder.map(({ characters }) => characters),
        inOrder.map(({ cached }) => cached),
        inOrder.map(({ terms }) => terms),
      ],
    );
  }
}

// workers that add to the same rows take them in the same order
const keyOf = ({ sessionId, lang, engine }: Usage) => `${sessionId} ${lang} ${engine}`;
