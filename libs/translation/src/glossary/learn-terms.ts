import { Injectable } from '@nestjs/common';
import { Database } from '#libs/database';
import { GlossaryStore, type NewTerm } from './glossary.store.js';

/** A session learns the words of what it sells. */
@Injectable()
export class LearnTerms {
  constructor(
    private readonly database: Database,
    private readonly store: GlossaryStore,
  ) {}

  /** @throws DomainError `glossary.full` */
  async learn(sessionId: string, terms: readonly NewTerm[]): Promise<void> {
    if (terms.length > 0) await this.database.transaction((client) => this.store.put(client, sessionId, terms));
  }
}
