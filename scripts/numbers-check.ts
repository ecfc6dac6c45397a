// Compares the numbers of texts and their translations, as the house does before a translation is shown: for an
// operator who wants to know why a text was flagged.
//
//   $ printf 'It costs $1,299\ten\tEs kostet 1.229 $\tde\n' | npm run -s numbers:check
//   mismatch	[1299 USD]	[1229 USD]
//
// A line is: source, tab, language, tab, target, tab, language. The answer, in the same order, is `ok` or `mismatch` and
// both multisets; a number in parentheses may be none, and one like 8/20 may be either. A line that can not be read
// answers `error` in its place, and the exit code is 1 at the end.
import { stdin } from 'node:process';
import { createInterface } from 'node:readline';
import { LanguageTag } from '#libs/contracts';
import { compareNumbers, showToken } from '../libs/translation/src/number-guard/index.js';

function check(line: string): string {
  const fields = line.split('\t');
  const [source = '', from = '', target = '', to = ''] = fields;
  if (fields.length !== 4) throw new Error(`a line has 4 fields with a tab between them, not ${fields.length}`);
  const [one, other] = [languageOf(from), languageOf(to)];
  const compared = compareNumbers(source, one, target, other);
  const multisets = [compared.source, compared.target].map((tokens) => `[${tokens.map(showToken).sort().join(', ')}]`);
  return [compared.same ? 'ok' : 'mismatch', ...multisets].join('\t');
}

function languageOf(tag: string): string {
  const language = LanguageTag.safeParse(tag.trim());
  if (!language.success) throw new Error(`${JSON.stringify(tag)} is not a well-formed BCP-47 language tag`);
  return language.data;
}

let number = 0;
for await (const line of createInterface({ input: stdin, crlfDelay: Infinity })) {
  number += 1;
  try {
    console.log(check(line));
  } catch (error) {
    console.log(`error\tline ${number}: ${(error as Error).message}`);
    process.exitCode = 1;
  }
}
