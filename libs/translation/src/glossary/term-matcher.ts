import type { GlossaryTerm } from '../translation-provider.js';

export interface TermMatch {
  term: GlossaryTerm;
  start: number;
  end: number;
}

const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const HANGUL = /\p{Script=Hangul}/u;
const WORD = /[\p{L}\p{M}\p{N}]/u;
/** A name of so many characters is no part of another word by chance, where words are not separated. */
const LONG_ENOUGH = 4;
const SHORT = 3;

/** A name of one word may be an everyday word in small letters: China, Rose. Other terms are written as it comes. */
function meantBy(source: string, written: string): boolean {
  if (source === source.toLowerCase()) return true;
  return written.length > SHORT && (/\s/.test(source.trim()) || written === written.toUpperCase());
}

/** Finds the terms of a glossary in texts: the longest that begins first, as whole words only. */
export class TermMatcher {
  private static readonly known = new WeakMap<readonly GlossaryTerm[], TermMatcher>();
  private readonly byName = new Map<string, GlossaryTerm[]>();
  private readonly pattern: RegExp | undefined;

  private constructor(terms: readonly GlossaryTerm[]) {
    for (const term of terms) {
      const name = nameOf(term.source);
      if (name !== '') this.byName.set(name, [...(this.byName.get(name) ?? []), term]);
    }
    const names = [...this.byName.keys()].sort((one, other) => other.length - one.length);
    const either = names.map((name) =>
      name.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`).replaceAll(' ', String.raw`\s+`),
    );
    if (either.length > 0) this.pattern = new RegExp(either.join('|'), 'giu');
  }

  /** The matcher of a list of terms, made once for each list. */
  static of(terms: readonly GlossaryTerm[]): TermMatcher {
    const matcher = this.known.get(terms) ?? new TermMatcher(terms);
    this.known.set(terms, matcher);
    return matcher;
  }

  find(text: string, language: string): TermMatch[] {
    if (this.pattern === undefined) return [];
    let boundaries: ReadonlySet<number> | undefined;
    const found: TermMatch[] = [];
    this.pattern.lastIndex = 0;
    for (let match = this.pattern.exec(text); match !== null; match = this.pattern.exec(text)) {
      const [written] = match;
      const [start, end] = [match.index, match.index + written.length];
      boundaries ??= UNSPACED.test(text) ? wordBoundaries(text, language) : new Set();
      const term = this.termOf(written);
      if (term !== undefined && isWhole(text, start, end, boundaries)) found.push({ term, start, end });
      // a shorter term may begin inside of what was no whole word
      else this.pattern.lastIndex = start + 1;
    }
    return found;
  }

  private termOf(written: string): GlossaryTerm | undefined {
    const terms = this.byName.get(nameOf(written)) ?? [];
    return terms.find(({ source }) => source === written) ?? terms.find(({ source }) => meantBy(source, written));
  }
}

const nameOf = (source: string) => source.trim().replace(/\s+/g, ' ').toLowerCase();

function isWhole(text: string, start: number, end: number, boundaries: ReadonlySet<number>): boolean {
  const [first, last] = [text.charAt(start), text.charAt(end - 1)];
  const long = end - start >= LONG_ENOUGH;
  const begins = UNSPACED.test(first) ? long || boundaries.has(start) : !isWordAt(text, start - 1, first);
  // Korean particles stand behind a name without a space
  const ends = UNSPACED.test(last) ? long || boundaries.has(end) : HANGUL.test(last) || !isWordAt(text, end, last);
  return begins && ends;
}

/** Whether a word goes on there: scripts that separate words do not run into those that do not. */
function isWordAt(text: string, at: number, beside: string): boolean {
  const sign = text.charAt(at);
  return WORD.test(beside) && WORD.test(sign) && !UNSPACED.test(sign) && !(HANGUL.test(sign) && !HANGUL.test(beside));
}

function wordBoundaries(text: string, language: string): ReadonlySet<number> {
  const starts = [...new Intl.Segmenter([language, 'en'], { granularity: 'word' }).segment(text)].map(
    ({ index }) => index,
  );
  return new Set([...starts, text.length]);
}
