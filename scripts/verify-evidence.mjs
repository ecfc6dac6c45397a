// Checks the evidence of an order that was saved to a file, or comes from standard input, without asking the house:
//
//   $ curl -s https://…/.well-known/jwks.json > keys.json
//   $ curl -s -H "authorization: Bearer …" https://…/v1/orders/{id}/evidence | npm run -s evidence:verify -- keys.json
//   $ npm run -s evidence:verify -- keys.json evidence.json
//
// The evidence is the answer as it came, or the bare JWS. Prints what was found; the exit code is 1 when something is
// wrong, and 2 when there is nothing to check.
import { readFileSync } from 'node:fs';
import { verifyEvidence } from './evidence.mjs';

const [keysFile, evidenceFile] = process.argv.slice(2);

/** @param {string} text */
const jwsIn = (text) => (text.trim().startsWith('{') ? JSON.parse(text).jws : text.trim());

function read() {
  const keys = JSON.parse(readFileSync(keysFile, 'utf8'));
  return { keys, jws: jwsIn(readFileSync(evidenceFile ?? 0, 'utf8')) };
}

function input() {
  try {
    return read();
  } catch (error) {
    console.error(`Usage: npm run -s evidence:verify -- KEYS.json [EVIDENCE.json]\n${error.message}`);
    process.exit(2);
  }
}

const { keys, jws } = input();
try {
  const { kid, evidence, problems } = await verifyEvidence(jws, keys);
  const { order, claims, captions, payments, refunds } = evidence;
  console.log(`signed by ${kid} at ${new Date(evidence.iat * 1000).toISOString()}`);
  console.log(
    `order ${order.number} (${order.state}): ${claims.length} claims, ${captions.length} captions, ${payments.length} payments, ${refunds.length} refunds`,
  );
  for (const problem of problems) console.log(`wrong: ${problem}`);
  console.log(problems.length === 0 ? 'all in order' : `${problems.length} problems`);
  process.exitCode = problems.length === 0 ? 0 : 1;
} catch (error) {
  console.log(`wrong: ${error.message}`);
  process.exitCode = 1;
}
