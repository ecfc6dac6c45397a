import { Injectable } from '@nestjs/common';
import type { Actor, AddGlossaryTerm, ImportGlossary, ImportedGlossary, SessionRole } from '#libs/contracts';
import { Database } from '#libs/database';
import { Sessions } from '#libs/sessions';
import { readCsv } from './glossary-csv.js';
import { GlossaryStore, type NewTerm } from './glossary.store.js';
import { readTbx } from './glossary-tbx.js';

/** Who looks after the words of a session. */
export const wordKeepers = ['host', 'co-host', 'interpreter', 'moderator'] as const satisfies readonly SessionRole[];

/** The words of a session change while it is live; texts that come later are translated with them. */
@Injectable()
export class ChangeGlossary {
  constructor(
    private readonly database: Database,
    private readonly sessions: Sessions,
    private readonly store: GlossaryStore,
  ) {}

  /**
   * A term that is known gets what is told, beside what it had.
   *
   * @throws DomainError `session.not-found`, `account.forbidden`, `glossary.full`
   */
  async add(actor: Actor, idOrSlug: string, term: AddGlossaryTerm): Promise<ImportedGlossary> {
    return this.#put(actor, idOrSlug, [term]);
  }

  /** @throws DomainError as `add`, or `glossary.bad-file`: then nothing has changed */
  async import(actor: Actor, idOrSlug: string, { format, content }: ImportGlossary): Promise<ImportedGlossary> {
    return this.#put(actor, idOrSlug, format === 'csv' ? readCsv(content) : readTbx(content));
  }

  /** @throws DomainError `session.not-found`, `account.forbidden` */
  async remove(actor: Actor, idOrSlug: string, term: string): Promise<void> {
    const { id } = await this.sessions.findAs(actor, idOrSlug, wordKeepers);
    await this.database.transaction((client) => this.store.remove(client, id, term));
  }

  async #put(actor: Actor, idOrSlug: string, terms: readonly AddGlossaryTerm[]): Promise<ImportedGlossary> {
    const { id } = await this.sessions.findAs(actor, idOrSlug, wordKeepers);
    const told = terms.map(toldTerm);
    const version = await this.database.transaction((client) => this.store.put(client, id, told));
    return { terms: terms.length, version };
  }
}

/** A word that becomes nothing in particular stays as it is. */
const toldTerm = ({ sourceLang, source, targets }: AddGlossaryTerm): NewTerm => ({
  sourceLang,
  source,
  targets: Object.keys(targets).length === 0 ? { '*': source } : targets,
  listingId: null,
});
