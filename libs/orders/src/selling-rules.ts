import { Injectable } from '@nestjs/common';
import type { Actor, ClaimWords, SessionShipping } from '#libs/contracts';
import { sellers, Sessions } from '#libs/sessions';
import { SellingRulesStore } from './selling-rules.store.js';

/** How a session sells: its own words for "I buy it", and whether buyers say where to ship before they pay. */
@Injectable()
export class SellingRules {
  constructor(
    private readonly sessions: Sessions,
    private readonly store: SellingRulesStore,
  ) {}

  /** @throws DomainError `session.not-found`, `account.forbidden` */
  async words(actor: Actor, idOrSlug: string): Promise<ClaimWords> {
    const { id } = await this.sessions.findAs(actor, idOrSlug, sellers);
    const { words } = await this.store.of(id);
    return { words };
  }

  /**
   * The whole list; it holds for messages from now on. Each word once, whatever its case.
   *
   * @throws DomainError `session.not-found`, `account.forbidden`
   */
  async putWords(actor: Actor, idOrSlug: string, { words }: ClaimWords): Promise<ClaimWords> {
    const { id } = await this.sessions.findAs(actor, idOrSlug, sellers);
    const once = [...new Map(words.map((word) => [word.normalize('NFKC').toLowerCase(), word])).values()];
    await this.store.putWords(id, once);
    return { words: once };
  }

  /** For everybody: a buyer may ask before claiming. @throws DomainError `session.not-found` */
  async shipping(idOrSlug: string): Promise<SessionShipping> {
    const { id } = await this.sessions.find(idOrSlug);
    const { addressNeeded } = await this.store.of(id);
    return { addressNeeded };
  }

  /** @throws DomainError `session.not-found`, `account.forbidden` */
  async putShipping(actor: Actor, idOrSlug: string, { addressNeeded }: SessionShipping): Promise<SessionShipping> {
    const { id } = await this.sessions.findAs(actor, idOrSlug, sellers);
    await this.store.putAddressNeeded(id, addressNeeded);
    return { addressNeeded };
  }
}
