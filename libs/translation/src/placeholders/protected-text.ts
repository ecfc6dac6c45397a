import { TermMatcher } from '../glossary/term-matcher.js';
import { localisedNumber } from '../number-guard/index.js';
import type { GlossaryTerm } from '../translation-provider.js';
import { MOST_PLACEHOLDERS, styleFor } from './placeholder-style.js';

/** What is hidden beside addresses, codes and prices. */
export interface Hiding {
  terms: boolean;
  numbers: boolean;
  /** Which style of placeholder to use, counted from 0. */
  attempt: number;
}

export interface Protection extends Hiding {
  from: string;
  to: string;
  glossary: readonly GlossaryTerm[];
}

export interface ProtectedText {
  /** What an engine gets. */
  text: string;
  /** Whether nothing is left that could be translated. */
  nothingLeft: boolean;
  /** The engine's text with the words back in it; `undefined` when a placeholder got lost, doubled or invented. */
  restore(translated: string): string | undefined;
}

type Span = { start: number; end: number; becomes: string };

const ADDRESS =
  /(?:https?:\/\/|www\.)[^\s<>"'«»，。、；！？（）()]*[^\s<>"'«»，。、；！？（）().,;:!?]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gi;
const CODE =
  /(?<![A-Za-z0-9_])(?:[A-Z][A-Z0-9]*(?:[-_/][A-Z0-9]+)*[-_/](?=[A-Z]*\d)[A-Z0-9]+(?:[-_/][A-Z0-9]+)*|[A-Z]+\d[A-Z0-9]*(?:[-_][A-Z0-9]+)*|\d+[A-Z]+)(?![A-Za-z0-9])/g;
const NUMBER = String.raw`\p{Nd}+(?:[.,:/'’٬٫\u00A0\u202F-]\p{Nd}+)*`;
const PRICE = new RegExp(String.raw`(?:[A-Z]{0,3}\p{Sc}\s?)(${NUMBER})|(${NUMBER})(?:\s?\p{Sc})`, 'gu');
const ANY_NUMBER = new RegExp(NUMBER, 'gu');

/** A text as it stands. */
export const hideNothing = (text: string): ProtectedText => ({
  text,
  nothingLeft: false,
  restore: (translated) => translated,
});

/** Hides from an engine what must come out of it unchanged. */
export function protect(text: string, protection: Protection): ProtectedText {
  const style = styleFor(text, protection.attempt);
  if (style === undefined) return hideNothing(text);
  const spans = spansOf(text, protection);
  let [masked, rest, at] = ['', '', 0];
  for (const [index, { start, end }] of spans.entries()) {
    masked += text.slice(at, start) + style.write(index);
    rest += text.slice(at, start);
    at = end;
  }
  return {
    text: masked + text.slice(at),
    nothingLeft: spans.length > 0 && !/[\p{L}\p{N}]/u.test(rest + text.slice(at)),
    restore: (translated) => {
      const found = [...translated.matchAll(style.pattern)].map((match) => style.indexOf(match));
      const complete = found.length === spans.length && new Set(found).size === found.length;
      if (!complete || found.some((index) => spans[index] === undefined)) return undefined;
      const next = found.values();
      return translated.replace(style.pattern, () => spans[next.next().value ?? 0]?.becomes ?? '');
    },
  };
}

/** What is hidden, in the order of the text: terms before addresses and codes, these before numbers. */
function spansOf(text: string, { from, to, glossary, terms, numbers }: Protection): Span[] {
  const spans: Span[] = [];
  const add = (span: Span) => {
    if (!spans.some(({ start, end }) => span.start < end && start < span.end)) spans.push(span);
  };
  const matches = terms ? TermMatcher.of(glossary).find(text, from) : [];
  for (const { term, start, end } of matches) add({ start, end, becomes: term.target });
  // most texts have nothing that these would find
  if (!/\p{Nd}|[@:]|www\./iu.test(text)) return inOrder(spans);
  for (const pattern of [ADDRESS, CODE]) {
    for (const { 0: word, index } of text.matchAll(pattern))
      add({ start: index, end: index + word.length, becomes: word });
  }
  for (const { 0: price, 1: after, 2: before, index } of text.matchAll(PRICE)) {
    const number = after ?? before ?? '';
    add({ start: index, end: index + price.length, becomes: price.replace(number, localisedNumber(number, from, to)) });
  }
  for (const { 0: number, index } of numbers ? text.matchAll(ANY_NUMBER) : []) {
    add({ start: index, end: index + number.length, becomes: localisedNumber(number, from, to) });
  }
  return inOrder(spans);
}

const inOrder = (spans: Span[]) => spans.sort((one, other) => one.start - other.start).slice(0, MOST_PLACEHOLDERS);
