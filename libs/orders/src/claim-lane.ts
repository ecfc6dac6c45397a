import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { type ClaimOutcome, DomainError } from '#libs/contracts';
import { Database, GroupCommit, type OutboxEvent } from '#libs/database';
import { Metrics } from '#libs/platform';
import { Outbox } from '#libs/session-log';
import type { ClaimDecisions, ClaimRequest } from './claim.js';
import { ClaimSceneStore } from './claim-scene.store.js';
import { lessenedOrders, ClaimsStore, newsOfClaims } from './claims.store.js';
import { decideClaims } from './decide-claims.js';
import { reservedBy } from './hold-lifecycle.js';
import { PromoteWaiting } from './promote-waiting.js';

/**
 * SQLSTATE classes (PostgreSQL, appendix A) of what one row can be at fault for, and of a lost race for locks; 25P02 is
 * what the statements behind such a one are told that shared its round trip.
 */
const oneRowsFault = /^(?:22|23|25P02|40)/;

/**
 * The one way a claim is decided in this process. Claims that arrive while a commit is in flight are decided together by
 * the next one; each is answered when its transaction is committed, not before.
 */
@Injectable()
export class ClaimLane implements BeforeApplicationShutdown {
  readonly #group = new GroupCommit<ClaimRequest, ClaimOutcome | null>(
    (requests, next) => this.#commit(requests, next),
    (error) => error instanceof DomainError || oneRowsFault.test(String((error as { code?: unknown }).code)),
  );

  constructor(
    private readonly database: Database,
    private readonly scene: ClaimSceneStore,
    private readonly claims: ClaimsStore,
    private readonly promotion: PromoteWaiting,
    private readonly outbox: Outbox,
    private readonly metrics: Metrics,
  ) {}

  /** Null when it was no claim after all. */
  submit(request: ClaimRequest): Promise<ClaimOutcome | null> {
    return this.#group.submit(request);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.#group.idle();
  }

  async #commit(requests: readonly ClaimRequest[], next: () => void): Promise<(ClaimOutcome | null)[]> {
    let events: OutboxEvent[] = [];
    const { decided, freed } = await this.database.transaction(
      async (client) => {
        const scene = await this.scene.load(client, requests);
        const decisions = decideClaims(requests, scene);
        // an order that loses something is told as it became, so it is looked at before the commit
        const lessened = lessenedOrders(decisions);
        const orders = lessened.length > 0 ? await this.claims.store(client, decisions, scene, lessened) : undefined;
        return { scene, decisions, orders, decided: decisions.decided, freed: freedBy(decisions) };
      },
      (client, { scene, decisions, orders }) => {
        const stored = orders ?? this.claims.store(client, decisions, scene, []);
        // while PostgreSQL is at it
        events = newsOfClaims(decisions, scene, orders ?? []);
        const written = this.outbox.write(client, events);
        // the next group waits for our locks where this one is committed, and goes on as soon as that is done
        next();
        return Promise.all([stored, written]);
      },
    );
    // the next group does not wait for the log: what it tells is committed, and the relay sees to it if we do not
    void this.outbox.deliver(events);
    void this.promotion.soon(freed);
    for (const { outcome, seq } of decided)
      if (seq !== null && outcome) this.metrics.claims.inc({ outcome: outcome.outcome });
    return decided.map(({ outcome }) => outcome);
  }
}

/** The variants of which units went back. */
const freedBy = ({ holds }: ClaimDecisions): string[] =>
  holds.flatMap(({ before, after }) =>
    before !== null && reservedBy(after) < reservedBy(before) ? [after.variantId] : [],
  );
