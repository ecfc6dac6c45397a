import { createHash, createHmac, hkdfSync } from 'node:crypto';
import type { ClaimOutcome } from '#libs/contracts';

/** What the public log tells of one claim. Times in ISO 8601; `variant` and `offer` are ids. */
export type LoggedClaim = {
  seq: number;
  at: string;
  buyer: string;
  offer: string | null;
  variant: string | null;
  qty: number;
  outcome: ClaimOutcome['outcome'];
  reason: string | null;
};
export type ChainedClaim = { body: string; prevHash: string; hash: string };

/**
 * Chains claims to those before them, in their order: nothing can be changed, left out or put between afterwards without
 * every later hash telling so.
 *
 * @param head hash of the last claim before, or '' when there is none
 */
export function chainClaims(head: string, claims: readonly LoggedClaim[]): ChainedClaim[] {
  let prevHash = head;
  return claims.map((claim) => {
    const body = JSON.stringify(claim);
    const hash = createHash('sha256').update(`${prevHash}\n${body}`).digest('hex');
    const chained = { body, prevHash, hash };
    prevHash = hash;
    return chained;
  });
}

/**
 * Who claimed, for a log that anybody may read: the same buyer has the same alias within one session and another one in
 * the next. Keyed, since account ids are no secret (HKDF, RFC 5869; HMAC, RFC 2104).
 */
export function buyerAliases(signingKey: string, sessionId: string): (buyerId: string) => string {
  const key = aliasKey(signingKey, sessionId);
  return (buyerId) => createHmac('sha256', key).update(buyerId).digest('base64url').slice(0, 22);
}

const aliasKey = (signingKey: string, sessionId: string): Buffer =>
  Buffer.from(hkdfSync('sha256', Buffer.from(signingKey, 'base64url'), sessionId, 'silkcast claim log aliases', 32));
