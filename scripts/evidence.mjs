// Checks the evidence of an order (GET /v1/orders/{id}/evidence) with nothing of Silkcast but the rules that its
// documentation states: anybody may read, copy and run this.
import { createHash } from 'node:crypto';
import { compactVerify, createLocalJWKSet } from 'jose';

/**
 * @param {string} jws in compact serialisation
 * @param {import('#libs/contracts').JwkSet} keys what the house published as /.well-known/jwks.json
 * @returns {Promise<{ kid: string, evidence: import('#libs/contracts').Evidence, problems: string[] }>}
 * @throws Error when the signature is not by one of the keys
 */
export async function verifyEvidence(jws, keys) {
  const { payload, protectedHeader } = await compactVerify(jws, createLocalJWKSet(keys), { algorithms: ['EdDSA'] });
  const evidence = JSON.parse(new TextDecoder().decode(payload));
  const typed = protectedHeader.typ === 'silkcast-evidence' ? [] : ['the house signed this, but not as evidence'];
  const problems = [...typed, ...claimProblems(evidence), ...moneyProblems(evidence)];
  return { kid: protectedHeader.kid, evidence, problems };
}

function claimProblems({ claims }) {
  return claims.flatMap(({ seq, prevHash, hash, body }) => {
    const found = [];
    if (sha256(`${prevHash}\n${body}`) !== hash) found.push(`claim ${seq} does not have its hash`);
    if (JSON.parse(body).seq !== seq) found.push(`claim ${seq} calls itself by another number`);
    return found;
  });
}

function moneyProblems({ payments, refunds, ledger }) {
  const sums = new Map();
  for (const { currency, amount } of ledger) sums.set(currency, (sums.get(currency) ?? 0) + amount);
  const books = [...sums].filter(([, sum]) => sum !== 0).map(([currency]) => `the books in ${currency} do not balance`);
  const tooMuch = payments.filter(({ id, amount }) => refundedOf(refunds, id) > amount.amount);
  return [...books, ...tooMuch.map(({ id }) => `more went back of payment ${id} than was paid`)];
}

const refundedOf = (refunds, paymentId) =>
  refunds
    .filter((refund) => refund.paymentId === paymentId && refund.state === 'done')
    .reduce((sum, { amount }) => sum + amount.amount, 0);

const sha256 = (data) => createHash('sha256').update(data).digest('hex');
