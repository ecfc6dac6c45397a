import { languageFamily } from '../../language-tag.js';
import { hi, rw, sw } from './africa-and-south.js';
import { id, ja, ko, th, vi, zh } from './east.js';
import { de, en, nb, sv } from './germanic.js';
import { ar, fa, tr } from './near-east.js';
import { es, fr, it, pt } from './romance.js';
import { pl, ru } from './slavic.js';
import type { WordTable } from './word-table.js';

const tables: Readonly<Record<string, WordTable>> = {
  ar,
  de,
  en,
  es,
  fa,
  fr,
  hi,
  id,
  it,
  ja,
  ko,
  nb,
  pl,
  pt,
  ru,
  rw,
  sv,
  sw,
  th,
  tr,
  vi,
  zh,
  no: nb,
  nn: nb,
  ms: id,
  yue: zh,
};

const bases = new Map<string, string>();

/** The subtag of a language that has words of its own here: `zh` for `zh-Hant-TW`. */
function baseLanguage(tag: string): string {
  const base = bases.get(tag) ?? languageFamily(tag)?.split('-')[0] ?? 'und';
  bases.set(tag, base);
  return base;
}

export type { WordTable };

/** The languages whose numerals are known. */
export const knownLanguages: readonly string[] = Object.keys(tables);

/** The numerals of a language, when they are known. */
export const wordsOf = (tag: string): WordTable | undefined => tables[baseLanguage(tag)];
