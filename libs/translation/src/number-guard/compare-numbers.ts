import { LRUCache } from 'lru-cache';
import { spacedCodes } from './code-reader.js';
import { mayHaveClock } from './date-reader.js';
import { openQuestions } from './digit-reader.js';
import type { NumberToken, Unit } from './number-token.js';
import { toPlainText } from './plain-text.js';
import { codesIn, readNumbers } from './read-numbers.js';
import type { ReadingOptions } from './reading.js';
import { separatorsOf } from './written-number.js';
import { wordsOf } from './words/index.js';

export interface NumberComparison {
  same: boolean;
  source: readonly NumberToken[];
  target: readonly NumberToken[];
}

/**
 * Whether a translation carries the numbers, amounts, units and codes of its source, in any order and any script.
 * `1.299,00` in German is `1,299.00` in English, ١٬٢٩٩ in Arabic and 一千二百九十九 in Chinese. What a text leaves open
 * (`1/2`, `1 299`) may be read either way.
 */
export function compareNumbers(source: string, from: string, target: string, to: string): NumberComparison {
  const words = wordsOf(from) !== undefined && wordsOf(to) !== undefined;
  const codes = [...new Set([...codesOf(source, from), ...codesOf(target, to)])];
  const [sources, targets] = [rememberedReadings(source, from, words, codes), readings(target, to, words, codes)];
  for (const one of sources) {
    for (const other of targets) if (sameNumbers(one, other, words)) return { same: true, source: one, target: other };
  }
  return { same: false, source: sources[0] ?? [], target: targets[0] ?? [] };
}

/** Codes of a text that the other one may space in another way. */
const codesOf = (text: string, language: string): string[] =>
  /[A-Za-z][-_/]?\d|\d[A-Za-z]/.test(text) ? spacedCodes(codesIn(toPlainText(text), language)) : [];

/** A source is compared with its translation in every language; it is read once. Texts. */
const remembered = new LRUCache<string, NumberToken[][]>({ max: 1000 });

function rememberedReadings(text: string, language: string, words: boolean, codes: readonly string[]): NumberToken[][] {
  const key = `${language} ${words} ${codes.join(' ')}\n${text}`;
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const read = readings(text, language, words, codes);
  remembered.set(key, read);
  return read;
}

/** All ways to read a text, the likeliest first. */
function readings(text: string, language: string, words: boolean, codes: readonly string[]): NumberToken[][] {
  const plain = toPlainText(text);
  const open = openQuestions(plain);
  const { groupsBySpace } = separatorsOf(language);
  const ways: ReadingOptions[] = [];
  for (const grouped of open.groups ? [groupsBySpace, !groupsBySpace] : [groupsBySpace]) {
    for (const fractions of open.fractions ? [true, false] : [false]) {
      for (const clock of mayHaveClock(plain) ? [true, false] : [false])
        ways.push({ words, codes, groupsBySpace: grouped, fractions, clock });
    }
  }
  return ways.map((way) => [...readNumbers(plain, language, way)]);
}

function sameNumbers(source: readonly NumberToken[], target: readonly NumberToken[], words: boolean): boolean {
  const [restOfSource, restOfTarget] = withoutTwins(source, target);
  const edges = (tokens: readonly NumberToken[], others: readonly NumberToken[]) =>
    tokens.map((token) => others.flatMap((other, at) => (mayBeSame(token, other) ? [at] : [])));
  // A pairing that serves all certain tokens of one side, and one that serves those of the other, together prove one
  // that serves both (Mendelsohn and Dulmage, 1958).
  if (!allPaired(restOfSource, edges(restOfSource, restOfTarget))) return false;
  if (!allPaired(restOfTarget, edges(restOfTarget, restOfSource))) return false;
  return !words || (unitsKept(source, target) && unitsKept(target, source));
}

const mayBeSame = (one: NumberToken, other: NumberToken) =>
  one.values.some((value) => other.values.includes(value)) && compatible(one.unit, other.unit);

const compatible = (one: Unit | undefined, other: Unit | undefined) =>
  one === undefined || other === undefined || one.ids.some((id) => other.ids.includes(id));

/** Leaves out the certain tokens that both sides have alike: most of them, and no question about them. */
function withoutTwins(source: readonly NumberToken[], target: readonly NumberToken[]) {
  const keyOf = ({ values, unit, sure }: NumberToken) =>
    sure ? `${values.join('/')} ${unit?.ids.join('|')}` : undefined;
  const waiting = new Map<string | undefined, number>();
  for (const token of target) waiting.set(keyOf(token), (waiting.get(keyOf(token)) ?? 0) + 1);
  const taken = new Map<string | undefined, number>();
  const restOf = (tokens: readonly NumberToken[], left: Map<string | undefined, number>, note?: typeof taken) =>
    tokens.filter((token) => {
      const key = keyOf(token);
      const count = key === undefined ? 0 : (left.get(key) ?? 0);
      if (count === 0) return true;
      left.set(key, count - 1);
      note?.set(key, (note.get(key) ?? 0) + 1);
      return false;
    });
  return [restOf(source, waiting, taken), restOf(target, taken)] as const;
}

/** `$5 to $10` may become `5 bis 10 $`: a unit must be there, not beside every number. */
const unitsKept = (tokens: readonly NumberToken[], others: readonly NumberToken[]) =>
  tokens.every(
    ({ unit, sure }) =>
      unit === undefined || !unit.strict || !sure || others.some((other) => other.unit && compatible(unit, other.unit)),
  );

/** Whether every certain token finds a partner of its own (augmenting paths). */
function allPaired(tokens: readonly NumberToken[], edges: readonly (readonly number[])[]): boolean {
  const partnerOf = new Map<number, number>();
  const findPartner = (token: number, tried: Set<number>): boolean =>
    (edges[token] ?? []).some((other) => {
      if (tried.has(other)) return false;
      tried.add(other);
      const rival = partnerOf.get(other);
      if (rival !== undefined && !findPartner(rival, tried)) return false;
      partnerOf.set(other, token);
      return true;
    });
  return tokens.every(({ sure }, token) => !sure || findPartner(token, new Set()));
}
