// Shows what the house would make of chat messages, for a host's team that tries its trigger words:
//
//   $ printf 'en\tsold A1 x2\n' | npm run -s claims:explain -- --lineup line-up.json
//   {"outcome":"claim","item":"A1","qty":2,"why":"claim + item A1 + number 2"}
//
// The line-up: { "maxPerBuyer": 5, "items": [{ "code": "A1", "title": "…", "variants": ["red"] }], "triggers": ["…"] };
// all its items are open. A line that can not be read answers { "error": … } in its place, and the exit code is 1.
import { readFileSync } from 'node:fs';
import { stdin } from 'node:process';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { LanguageTag, LineUpCode } from '#libs/contracts';
import { type ClaimContext, explainClaim } from '../libs/orders/src/claim-grammar/index.js';

const LineUpFile = z.object({
  maxPerBuyer: z.int().min(1).max(1000).default(5),
  items: z
    .array(z.object({ code: LineUpCode, title: z.string().default(''), variants: z.array(z.string()).default([]) }))
    .refine((items) => new Set(items.map(({ code }) => code)).size === items.length, 'two items have the same code'),
  triggers: z.array(z.string().min(1)).default([]),
});

function readLineUp(): Omit<ClaimContext, 'lang'> {
  const { values } = parseArgs({ options: { lineup: { type: 'string' } } });
  if (values.lineup === undefined) throw new Error('Usage: npm run -s claims:explain -- --lineup FILE < lines');
  const file = LineUpFile.safeParse(JSON.parse(readFileSync(values.lineup, 'utf8')));
  if (!file.success) throw new Error(`The line-up is not right:\n${z.prettifyError(file.error)}`);
  const { items, ...rest } = file.data;
  return { ...rest, items: items.map((item) => ({ ...item, open: true })) };
}

function explainLine(line: string, lineUp: Omit<ClaimContext, 'lang'>): object {
  const [, tag, message] = /^([^\t]*)\t(.*)$/s.exec(line) ?? [];
  if (message === undefined) return { error: 'a line is a language, a tab and a message' };
  const lang = LanguageTag.safeParse(tag);
  if (!lang.success) return { error: 'the language is not a well-formed BCP-47 tag' };
  return explainClaim(message, { ...lineUp, lang: lang.data });
}

try {
  const lineUp = readLineUp();
  for await (const line of createInterface({ input: stdin, crlfDelay: Infinity })) {
    const explained = explainLine(line, lineUp);
    if ('error' in explained) process.exitCode = 1;
    console.log(JSON.stringify(explained));
  }
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 2;
}
