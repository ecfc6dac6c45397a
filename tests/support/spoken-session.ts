import type { INestApplicationContext } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import type { Caption, ScheduleSession as Plan } from '#libs/contracts';
import { Database } from '#libs/database';
import { ScheduleSession, type SessionRecord, Sessions } from '#libs/sessions';
import { anActor } from './feature.js';

/** A session in a test of translation, and what is said in it. The features must include those of sessions. */
export class SpokenSession {
  #said = 0;

  private constructor(
    private readonly database: Database,
    readonly session: SessionRecord,
  ) {}

  static async open(features: INestApplicationContext, plan: Partial<Plan> = {}): Promise<SpokenSession> {
    const host = await anActor(features);
    const { id } = await features.get(ScheduleSession, { strict: false }).schedule(host, {
      slug: `translation-${uuidv7()}`,
      title: 'Tea',
      sourceLang: 'en',
      currency: 'USD',
      startsAt: new Date().toISOString(),
      languages: ['en', 'es', 'sw'],
      archiveLanguages: [],
      maxLanguages: 2,
      ...plan,
    });
    const database = features.get(Database, { strict: false });
    await database.pool.query(`UPDATE session SET state = 'live', started_at = now() WHERE id = $1`, [id]);
    return new SpokenSession(database, await features.get(Sessions, { strict: false }).find(id));
  }

  get id(): string {
    return this.session.id;
  }

  /** A final that was promised in some languages, as it is stored when it is spoken. */
  async say({
    text = 'Tea.',
    targets = ['es'],
    rev = 1,
    deadlineAt = Date.now() + 4000,
    engine = 'source',
  } = {}): Promise<Caption> {
    const segment = uuidv7();
    this.#said += 1;
    await this.database.pool.query(
      `INSERT INTO caption_segment (id, session_id, n, lang, rev, state, text, t0, t1, targets, final_at, deadline_at, engine)
       VALUES ($1, $2, $3, 'en', $4, 'final', $5, 100, 900, $6, now(), $7, $8)`,
      [segment, this.id, this.#said, rev, text, targets, new Date(deadlineAt), engine],
    );
    return {
      type: 'caption',
      segment,
      n: this.#said,
      lang: 'en',
      from: 'en',
      rev,
      sourceRev: rev,
      state: 'final',
      text,
      stable: text.length,
      t0: 100,
      t1: 900,
      engine,
      machine: engine !== 'source',
      lagMs: 0,
      flags: [],
    };
  }

  /** A segment goes on: the text so far, under its next revision. Without one it begins. */
  async goOn(text: string, begun?: Caption): Promise<Caption> {
    const caption = begun ?? (await this.say({ text, rev: 0, targets: [] }));
    const rev = caption.rev + 1;
    await this.database.pool.query(
      `UPDATE caption_segment SET rev = $2, state = 'partial', text = $3, final_at = NULL, deadline_at = NULL
       WHERE id = $1`,
      [caption.segment, rev, text],
    );
    return { ...caption, rev, sourceRev: rev, state: 'partial', text, stable: 0 };
  }

  /** As a correction of the source leaves it. */
  async correct({ segment }: Pick<Caption, 'segment'>, text: string): Promise<void> {
    await this.database.pool.query(
      `UPDATE caption_segment SET rev = rev + 1, state = 'corrected', text = $2 WHERE id = $1`,
      [segment, text],
    );
  }
}
