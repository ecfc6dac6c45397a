import { Inject, Injectable } from '@nestjs/common';
import type { ClaimOutcome, Settings } from '#libs/contracts';
import { type Queryable, prepared } from '#libs/database';
import { groupBy, SETTINGS } from '#libs/platform';
import { buyerAliases, chainClaims, type LoggedClaim } from './claim-log.js';
import { type ClaimRequest, type ClaimScene, offerKey } from './claim.js';

/** A decision that is news, and therefore is to be stored. */
export type NewClaim = { request: ClaimRequest; outcome: ClaimOutcome; seq: number; place: number | null };

/** Writes decided claims to the log of their session, in the transaction that has locked it. */
@Injectable()
export class ClaimLogStore {
  constructor(@Inject(SETTINGS) private readonly settings: Settings) {}

  /** Numbered and chained in the order they were decided: that of their arrival. */
  async append(client: Queryable, claims: readonly NewClaim[], scene: ClaimScene): Promise<void> {
    const bySession = groupBy(claims, ({ request }) => request.sessionId);
    const chains = [...bySession].map(([sessionId, own]) => ({
      sessionId,
      rows: this.#chained(sessionId, own, scene),
    }));
    const ends = chains.map(({ sessionId, rows }) => {
      const last = rows.at(-1);
      return { id: sessionId, seq: last?.claim_seq, head: last?.hash };
    });
    await client.query(
      prepared(`WITH numbered AS (
         UPDATE session SET claim_seq = ended.seq, claim_head = ended.head
         FROM json_to_recordset($2) AS ended (id uuid, seq bigint, head text) WHERE session.id = ended.id
       )
       INSERT INTO claim (id, session_id, claim_seq, buyer_id, source_key, offer_id, code, variant_id, qty, outcome,
         reason, choices, hold_id, waitlist_id, place, created_at, buyer_alias, body, prev_hash, hash)
       SELECT id, session_id, claim_seq, buyer_id, source_key, offer_id, code, variant_id, qty, outcome, reason,
         choices, hold_id, waitlist_id, place, created_at, buyer_alias, body, "prevHash", hash
       FROM json_to_recordset($1) AS row (id uuid, session_id uuid, claim_seq bigint, buyer_id uuid, source_key text,
         offer_id uuid, code text, variant_id uuid, qty int, outcome text, reason text, choices text[], hold_id uuid,
         waitlist_id uuid, place bigint, created_at timestamptz, buyer_alias text, body text, "prevHash" text, hash text)`),
      [JSON.stringify(chains.flatMap(({ rows }) => rows)), JSON.stringify(ends)],
    );
  }

  #chained(sessionId: string, claims: readonly NewClaim[], scene: ClaimScene) {
    const aliasOf = buyerAliases(this.settings.TOKEN_SIGNING_KEY, sessionId);
    const rows = claims.map((claim) => ({ ...rowOf(claim, scene), buyer_alias: aliasOf(claim.request.buyerId) }));
    const links = chainClaims(scene.heads.get(sessionId) ?? '', rows.map(loggedOf));
    return rows.map((row, at) => ({ ...row, ...links[at] }));
  }
}

function rowOf({ request, outcome, seq, place }: NewClaim, { now, offers }: ClaimScene) {
  const { ids, sessionId, buyerId, sourceKey, intent } = request;
  const hold = 'hold' in outcome ? outcome.hold : null;
  const waiting = 'waiting' in outcome && !Array.isArray(outcome.waiting) ? outcome.waiting : null;
  const wanted = intent.kind === 'buy' ? intent : undefined;
  const subject = hold ?? waiting;
  const code = subject?.code ?? ('code' in intent ? intent.code : null);
  return {
    id: ids.claim,
    session_id: sessionId,
    claim_seq: seq,
    buyer_id: buyerId,
    source_key: sourceKey,
    offer_id: subject?.offerId ?? wanted?.offerId ?? offers.get(offerKey(sessionId, code ?? ''))?.id ?? null,
    code,
    variant_id: subject?.variantId ?? wanted?.variantId ?? null,
    qty: wanted?.qty ?? subject?.qty ?? ('qty' in intent ? intent.qty : 0),
    outcome: outcome.outcome,
    reason: 'reason' in outcome ? outcome.reason : null,
    choices: 'choices' in outcome ? outcome.choices : [],
    hold_id: hold?.id ?? null,
    waitlist_id: waiting?.id ?? null,
    place,
    created_at: now.toISOString(),
  };
}

const loggedOf = (row: ReturnType<typeof rowOf> & { buyer_alias: string }): LoggedClaim => ({
  seq: row.claim_seq,
  at: row.created_at,
  buyer: row.buyer_alias,
  offer: row.offer_id,
  variant: row.variant_id,
  qty: row.qty,
  outcome: row.outcome,
  reason: row.reason,
});
