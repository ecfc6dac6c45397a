import { Injectable } from '@nestjs/common';
import type { ClaimOutcome, Hold, WaitingPlace } from '#libs/contracts';
import { type Queryable, prepared } from '#libs/database';
import { type AskedPlace, buyerKey, type ClaimRequest, sourceKeyOf } from './claim.js';
import { isOpen } from './hold-lifecycle.js';
import type { OwnedHold } from './holds.store.js';
import type { OwnedPlace } from './waitlist.store.js';

type Keyed = { sessionId: string; buyerId: string };
export type AnsweredRow = Keyed & {
  sourceKey: string;
  id: string;
  outcome: ClaimOutcome['outcome'];
  reason: string | null;
  choices: string[];
  code: string | null;
  qty: number;
  holdId: string | null;
  waitlistId: string | null;
};
type AskedRow = Keyed & Omit<AskedPlace, 'seq'> & { seq: string };

/** What was answered to claims before: told again when they are repeated, and the places that questions keep. */
@Injectable()
export class AnsweredClaimsStore {
  async to(client: Queryable, requests: readonly ClaimRequest[]): Promise<AnsweredRow[]> {
    const { rows } = await client.query<AnsweredRow>(
      // OFFSET keeps it a look-up by index for each: a plan made while there were few claims would read all of them
      prepared(`SELECT told.* FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS asked (session_id, buyer_id, source_key)
       CROSS JOIN LATERAL (SELECT id, session_id AS "sessionId", buyer_id AS "buyerId", source_key AS "sourceKey", outcome,
           reason, choices, code, qty, hold_id AS "holdId", waitlist_id AS "waitlistId" FROM claim
         WHERE claim.session_id = asked.session_id AND claim.buyer_id = asked.buyer_id
           AND claim.source_key = asked.source_key OFFSET 0) told`),
      [
        requests.map(({ sessionId }) => sessionId),
        requests.map(({ buyerId }) => buyerId),
        requests.map(({ sourceKey }) => sourceKey),
      ],
    );
    return rows;
  }

  /** The last claim of each buyer, where that was answered with a question in the last minute. */
  async lastAsked(
    client: Queryable,
    sessionIds: readonly string[],
    buyerIds: readonly string[],
  ): Promise<Map<string, AskedPlace>> {
    const { rows } = await client.query<AskedRow>(
      prepared(`SELECT last.session_id AS "sessionId", last.buyer_id AS "buyerId", last.code, last.created_at AS "askedAt",
         first.claim_seq AS seq, first.created_at AS since
       FROM (SELECT DISTINCT * FROM unnest($1::uuid[], $2::uuid[])) AS buyer (session_id, buyer_id)
       JOIN claim last ON last.session_id = buyer.session_id AND last.buyer_id = buyer.buyer_id
         AND last.outcome = 'ASKED' AND last.created_at > clock_timestamp() - interval '60 seconds'
       JOIN claim first ON first.session_id = last.session_id AND first.claim_seq = coalesce(last.place, last.claim_seq)
       WHERE NOT EXISTS (SELECT FROM claim later WHERE later.session_id = last.session_id
         AND later.buyer_id = last.buyer_id AND later.claim_seq > last.claim_seq)`),
      [sessionIds, buyerIds],
    );
    return new Map(
      rows.map(({ sessionId, buyerId, seq, ...asked }) => [
        buyerKey({ sessionId, buyerId }),
        { ...asked, seq: Number(seq) },
      ]),
    );
  }

  /** The outcomes by the source of the claim, with holds and places as they are now. */
  outcomes(
    rows: readonly AnsweredRow[],
    held: readonly OwnedHold[],
    waiting: readonly OwnedPlace[],
  ): Map<string, ClaimOutcome> {
    return new Map(rows.map((row) => [sourceKeyOf(row), outcomeOf(row, held, waiting)]));
  }
}

function outcomeOf(row: AnsweredRow, held: readonly OwnedHold[], places: readonly OwnedPlace[]): ClaimOutcome {
  const { outcome, id: claim, code, qty, choices } = row;
  const reason = row.reason as never;
  const hold = held.find((one) => one.hold.id === row.holdId)?.hold;
  const waiting = places.find((one) => one.place.id === row.waitlistId)?.place;
  switch (outcome) {
    case 'HELD':
    case 'RELEASED':
      return { outcome, claim, hold: hold as Hold };
    case 'PARTIAL':
      return { outcome, claim, hold: hold as Hold, waiting: waiting as WaitingPlace };
    case 'WAITLISTED':
    case 'PASSED':
      return { outcome, claim, waiting: waiting as WaitingPlace };
    case 'DUPLICATE':
      return { outcome, claim, hold: hold ?? null, waiting: waiting ?? null };
    case 'ASKED':
      return { outcome, claim, reason, choices, code, qty };
    case 'REJECTED':
      return { outcome, claim, reason, code };
    case 'STATUS': {
      const isOwn = ({ buyerId }: { buyerId: string }) => buyerId === row.buyerId;
      const holds = held.filter(isOwn).map((one) => one.hold);
      const waits = places.filter(isOwn).map(({ place }) => place);
      const inSession = ({ sessionId }: { sessionId: string }) => sessionId === row.sessionId;
      return {
        outcome,
        claim,
        holds: holds.filter((one) => inSession(one) && isOpen(one)),
        waiting: waits.filter((one) => inSession(one) && one.state === 'WAITING'),
      };
    }
  }
}
