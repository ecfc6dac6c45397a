import { Inject, Injectable } from '@nestjs/common';
import type { Actor, LanguageLedger, SessionRole, Settings, TranslationLedger } from '#libs/contracts';
import { SETTINGS } from '#libs/platform';
import { Presence } from '#libs/session-log';
import { Sessions } from '#libs/sessions';
import { type LedgerRow, TranslationLedgerStore } from './translation-ledger.store.js';

const readers = ['host', 'co-host', 'moderator'] as const satisfies readonly SessionRole[];
const million = 1_000_000;

/** How well each language of a session was served, and what it cost: for those who answer for it. */
@Injectable()
export class ReadTranslationLedger {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly sessions: Sessions,
    private readonly presence: Presence,
    private readonly store: TranslationLedgerStore,
  ) {}

  /** @throws DomainError `session.not-found`, `account.unauthenticated`, `account.forbidden` */
  async read(actor: Actor, idOrSlug: string): Promise<TranslationLedger> {
    const session = await this.sessions.findAs(actor, idOrSlug, readers);
    const [rows, { byLanguage }] = await Promise.all([this.store.read(session.id), this.presence.audience(session.id)]);
    const silent = Object.keys(byLanguage).filter((lang) => rows.every((row) => row.lang !== lang));
    const languages = [...rows, ...silent.map((lang) => this.store.empty(lang))];
    return {
      session: session.id,
      at: new Date().toISOString(),
      languages: languages.map((row) => this.#language(row, byLanguage[row.lang] ?? 0)),
    };
  }

  #language({ engines, ...row }: LedgerRow, viewers: number): LanguageLedger {
    return {
      ...row,
      viewers,
      glossaryHits: engines.reduce((sum, { terms }) => sum + terms, 0),
      cacheHits: engines.reduce((sum, { cached }) => sum + cached, 0),
      engines: engines.map(({ engine, calls, texts, characters }) => {
        const price = this.settings.TRANSLATION_PRICES[engine];
        return { engine, calls, texts, characters, cost: price === undefined ? null : (characters / million) * price };
      }),
    };
  }
}
