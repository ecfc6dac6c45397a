import { Injectable } from '@nestjs/common';
import type { Actor, CaptionEvidence, ClaimEvidence, Evidence, LogEntry } from '#libs/contracts';
import { Database } from '#libs/database';
import { ReadOffers, ReadOrders } from '#libs/orders';
import { LedgerStore, PaymentProviders, PaymentsStore, RefundsStore, refundView } from '#libs/payments';
import { SessionArchive } from '#libs/session-log';
import { type ClaimRow, EvidenceStore } from './evidence.store.js';

/** What was said so long before and after a claim, in milliseconds. */
const around = 60_000;

/** Puts together what the features know of one order. */
@Injectable()
export class GatherEvidence {
  constructor(
    private readonly database: Database,
    private readonly orders: ReadOrders,
    private readonly offers: ReadOffers,
    private readonly payments: PaymentsStore,
    private readonly providers: PaymentProviders,
    private readonly refunds: RefundsStore,
    private readonly books: LedgerStore,
    private readonly archive: SessionArchive,
    private readonly store: EvidenceStore,
  ) {}

  /** @throws DomainError `order.not-found` for those who may not see the order */
  async of(actor: Actor, orderId: string): Promise<Evidence> {
    const order = await this.orders.get(actor, orderId);
    const claims = await this.store.claimsOf(orderId);
    const captions = await this.#captionsAround(order.sessionId, claims);
    const [offers, said, captionChanges, payments, refunds, ledger] = await Promise.all([
      this.store.offersOf(orderId).then((ids) => Promise.all(ids.map((id) => this.offers.byId(id)))),
      Promise.all(claims.map((claim) => this.#said(order.sessionId, claim))),
      this.store.changesOf([...new Set(captions.map(({ segment }) => segment))]),
      this.payments.ofOrders(this.database.pool, [orderId]),
      this.refunds.ofOrder(orderId),
      this.books.ofOrder(orderId),
    ]);
    return {
      iss: 'urn:silkcast',
      iat: Math.floor(Date.now() / 1000),
      order,
      offers,
      claims: claims.map(({ messageId: _message, ...claim }, at) => ({
        ...claim,
        said: said[at] ?? null,
      })),
      captions,
      captionChanges,
      payments: payments.map((payment) => this.providers.viewOf(payment)),
      refunds: refunds.map(refundView),
      ledger,
    };
  }

  async #captionsAround(sessionId: string, claims: readonly ClaimRow[]): Promise<CaptionEvidence[]> {
    const told = new Map<string, LogEntry>();
    for (const { at } of claims) {
      const moment = Date.parse(at);
      const entries = await this.archive.captionsBetween(
        sessionId,
        new Date(moment - around),
        new Date(moment + around),
      );
      for (const entry of entries) told.set(entry.id, entry);
    }
    return [...told.values()].flatMap(({ at, event }) => {
      if (event.type !== 'caption') return [];
      const { type: _type, stable: _stable, lagMs: _lag, ...caption } = event;
      return [{ ...caption, at }];
    });
  }

  async #said(sessionId: string, { messageId }: ClaimRow): Promise<ClaimEvidence['said']> {
    const message = messageId === null ? undefined : await this.archive.message(sessionId, messageId);
    return message ? { lang: message.lang, text: message.text, sha256: message.removed?.sha256 ?? null } : null;
  }
}
