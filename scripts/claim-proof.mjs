// Checks a proof of claims (GET /v1/offers/{id}/claims/proof) with nothing of Silkcast but the rules that its
// documentation states: anybody may read, copy and run this.
import { createHash, createHmac } from 'node:crypto';

/**
 * Recomputes the hashes, the chain and, where there was one, the draw.
 *
 * @param {import('#libs/contracts').ClaimProof} proof the answer, or the pages of it joined by `joinPages`
 * @returns {{ claims: number, problems: string[], draw: number[] | null }} the offer's claims, what is wrong, and the
 *   claim numbers in the order drawn
 */
export function verifyClaims({ offer, entries, draw: told }) {
  const problems = [...chainProblems(entries), ...seedProblems(offer)];
  const draw = offer.seed === null ? null : recomputeDraw(offer, entries, told ?? []);
  if (draw !== null && JSON.stringify(draw) !== JSON.stringify(told))
    problems.push('the draw came out in another order');
  return { claims: entries.filter(({ body }) => body !== null).length, problems, draw };
}

/** @param {import('#libs/contracts').ClaimProof[]} pages of one proof, in order */
export const joinPages = (pages) => ({ ...pages[0], entries: pages.flatMap(({ entries }) => entries) });

function chainProblems(entries) {
  return entries.flatMap(({ seq, prevHash, hash, body }, at) => {
    const before = entries[at - 1];
    const found = [];
    if (before !== undefined && seq !== before.seq + 1) found.push(`claim ${seq} does not follow claim ${before.seq}`);
    if (before !== undefined && prevHash !== before.hash) found.push(`claim ${seq} is not chained to the one before`);
    if (body !== null && sha256(`${prevHash}\n${body}`) !== hash) found.push(`claim ${seq} does not have its hash`);
    if (body !== null && JSON.parse(body).seq !== seq) found.push(`claim ${seq} calls itself by another number`);
    return found;
  });
}

function seedProblems({ seed, seedHash, logHead }) {
  if (seed === null) return [];
  const promised = sha256(Buffer.from(seed, 'hex')) === seedHash ? [] : ['the seed is not the one that was promised'];
  return logHead === null ? [...promised, 'a seed was told without the head of the log'] : promised;
}

/** Who was drawn is told by the server; in which order they had to be drawn is not for it to say. */
function recomputeDraw({ seed, logHead }, entries, told) {
  const hashOf = new Map(entries.map(({ seq, hash }) => [seq, hash]));
  const ticket = (seq) =>
    createHmac('sha256', Buffer.from(seed, 'hex'))
      .update(logHead ?? '')
      .update(hashOf.get(seq) ?? '')
      .digest('hex');
  return [...told].sort((a, b) => (ticket(a) < ticket(b) ? -1 : 1));
}

const sha256 = (data) => createHash('sha256').update(data).digest('hex');
