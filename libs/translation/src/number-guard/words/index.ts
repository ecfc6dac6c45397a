import { languageFamily } from '../../language-tag.js';
import * as southern from './africa-and-south.js';
import * as eastern from './east.js';
import * as germanic from './germanic.js';
import * as nearEastern from './near-east.js';
import * as romance from './romance.js';
import * as slavic from './slavic.js';
import type { WordTable } from './word-table.js';

const tables: Readonly<Record<string, WordTable>> = {
  ...southern,
  ...eastern,
  ...germanic,
  ...nearEastern,
  ...romance,
  ...slavic,
  no: germanic.nb,
  nn: germanic.nb,
  ms: eastern.id,
  yue: eastern.zh,
};

const bases = new Map<string, string>();

/** The subtag of a language that has words of its own here: `zh` for `zh-Hant-TW`. */
function baseLanguage(tag: string): string {
  const base = bases.get(tag) ?? languageFamily(tag)?.split('-')[0] ?? 'und';
  bases.set(tag, base);
  return base;
}

export type { WordTable };

/** The numerals of a language, when they are known. */
export const wordsOf = (tag: string): WordTable | undefined => tables[baseLanguage(tag)];
