import { createHash, createHmac, randomBytes } from 'node:crypto';

/** A secret and the promise of it. Both in hex. */
export type Commitment = { seed: string; seedHash: string };

/** 32 random bytes, and their SHA-256: told before the offer opens, so that the seed can not be chosen afterwards. */
export function commitToSeed(): Commitment {
  const seed = randomBytes(32);
  return { seed: seed.toString('hex'), seedHash: createHash('sha256').update(seed).digest('hex') };
}

/**
 * Draws: the order of the claims by their tickets. A ticket is the HMAC-SHA256 with the seed as its key over the claim
 * log's head and the claim's hash: nobody knows it before both the log is closed and the seed is told.
 *
 * @param logHead hash of the last claim of the window, hex: the log can not change any more without changing it
 */
export function draw<Claim extends { hash: string }>(seed: string, logHead: string, claims: readonly Claim[]): Claim[] {
  const key = Buffer.from(seed, 'hex');
  const ticketOf = ({ hash }: Claim) => createHmac('sha256', key).update(logHead).update(hash).digest('hex');
  return claims
    .map((claim) => ({ claim, ticket: ticketOf(claim) }))
    .sort((a, b) => (a.ticket < b.ticket ? -1 : 1))
    .map(({ claim }) => claim);
}
