import type { GlossaryTerm as StoredTerm, RehearsedSentence, RehearsedTerm } from '#libs/contracts';
import { termsIn } from '../glossary/session-glossary.js';
import { TermMatcher } from '../glossary/term-matcher.js';
import { lookupTag } from '../language-tag.js';
import { riskyNumbers } from '../number-guard/index.js';
import { sentencesOf } from './sentences-of.js';

type Scene = { lang: string; languages: readonly string[]; terms: readonly StoredTerm[] };

/** What becomes of a script, as far as it can be told without an engine: its terms and its numbers. */
export function readScript(
  script: string,
  { lang, languages, terms }: Scene,
): Omit<RehearsedSentence, 'translation'>[] {
  // the matcher looks for sources alone
  const known = new Map(termsIn(terms, lang).map((term) => [{ source: term.source, target: term.source }, term]));
  const matcher = TermMatcher.of([...known.keys()]);
  return sentencesOf(script, lang).map((text) => ({
    text,
    terms: matcher.find(text, lang).flatMap(({ term, start, end }): RehearsedTerm[] => {
      const stored = known.get(term);
      if (stored === undefined) return [];
      return [{ term: stored.id, listingId: stored.listingId, start, end, becomes: becomes(stored, lang, languages) }];
    }),
    numbers: riskyNumbers(text, lang),
  }));
}

function becomes({ targets }: StoredTerm, lang: string, languages: readonly string[]): Record<string, string> {
  const { '*': everywhere, ...named } = targets;
  return Object.fromEntries(
    languages
      .filter((language) => language !== lang)
      .flatMap((language) => {
        const tag = lookupTag(language, Object.keys(named));
        const target = tag === undefined ? everywhere : named[tag];
        return target === undefined ? [] : [[language, target]];
      }),
  );
}
