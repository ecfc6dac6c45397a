import { TermMatcher } from '../glossary/term-matcher.js';
import type { GlossaryTerm } from '../translation-provider.js';

/** Whether a translation lacks what a term of its source must become. */
export function missingTerms(source: string, target: string, from: string, terms: readonly GlossaryTerm[]): boolean {
  if (terms.length === 0) return false;
  const plain = simplified(target);
  return TermMatcher.of(terms)
    .find(source, from)
    .some(({ term }) => !plain.includes(simplified(term.target)));
}

const simplified = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
