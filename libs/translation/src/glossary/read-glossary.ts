import { Injectable } from '@nestjs/common';
import type { Actor, Glossary } from '#libs/contracts';
import { Sessions } from '#libs/sessions';
import { wordKeepers } from './change-glossary.js';
import { writeCsv } from './glossary-csv.js';
import { GlossaryStore } from './glossary.store.js';
import { writeTbx } from './glossary-tbx.js';

/** The words of a session, for those who look after them. */
@Injectable()
export class ReadGlossary {
  constructor(
    private readonly sessions: Sessions,
    private readonly store: GlossaryStore,
  ) {}

  /** @throws DomainError `session.not-found`, `account.forbidden` */
  async read(actor: Actor, idOrSlug: string): Promise<Glossary> {
    const { id } = await this.sessions.findAs(actor, idOrSlug, wordKeepers);
    return this.store.read(id);
  }

  /** @throws DomainError as `read` */
  async csv(actor: Actor, idOrSlug: string): Promise<string> {
    return writeCsv((await this.read(actor, idOrSlug)).terms);
  }

  /** @throws DomainError as `read` */
  async tbx(actor: Actor, idOrSlug: string): Promise<string> {
    return writeTbx((await this.read(actor, idOrSlug)).terms);
  }
}
