// Checks a proof of claims that was saved to files, or comes from standard input:
//
//   $ curl -s https://…/v1/offers/{id}/claims/proof | npm run -s claims:verify
//   $ npm run -s claims:verify -- page-1.json page-2.json
//
// Prints what was found; the exit code is 1 when something is wrong.
import { readFileSync } from 'node:fs';
import { joinPages, verifyClaims } from './claim-proof.mjs';

const files = process.argv.slice(2);
try {
  const pages = (files.length > 0 ? files : [0]).map((file) => JSON.parse(readFileSync(file, 'utf8')));
  const { claims, problems, draw } = verifyClaims(joinPages(pages));
  for (const problem of problems) console.log(`wrong: ${problem}`);
  if (draw !== null) console.log(`drawn in this order: ${draw.join(', ')}`);
  console.log(
    problems.length === 0 ? `${claims} claims, all in order` : `${claims} claims, ${problems.length} problems`,
  );
  process.exitCode = problems.length === 0 ? 0 : 1;
} catch (error) {
  console.error(`This is not a proof of claims: ${error.message}`);
  process.exitCode = 2;
}
