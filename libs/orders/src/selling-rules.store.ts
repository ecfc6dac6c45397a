import { Injectable } from '@nestjs/common';
import type { ClaimWords, SessionShipping } from '#libs/contracts';
import { Database } from '#libs/database';

/** All SQL of how a session sells. */
@Injectable()
export class SellingRulesStore {
  constructor(private readonly database: Database) {}

  async of(sessionId: string): Promise<ClaimWords & SessionShipping> {
    const { rows } = await this.database.pool.query<ClaimWords & SessionShipping>(
      'SELECT claim_words AS words, address_needed AS "addressNeeded" FROM session WHERE id = $1',
      [sessionId],
    );
    return rows[0] ?? { words: [], addressNeeded: false };
  }

  async putWords(sessionId: string, words: readonly string[]): Promise<void> {
    await this.database.pool.query('UPDATE session SET claim_words = $2 WHERE id = $1', [sessionId, words]);
  }

  async putAddressNeeded(sessionId: string, needed: boolean): Promise<void> {
    await this.database.pool.query('UPDATE session SET address_needed = $2 WHERE id = $1', [sessionId, needed]);
  }
}
