import type { PhraseRole } from './lexicon.js';
import type { Sense } from './phrase-book.js';
import type { Sighting } from './sightings.js';

/**
 * Whose words count, first to last: the language that the request is made in, the writer's, English. `foreign`: the first
 * is neither of the others.
 */
export type LanguageOrder = { first: readonly string[]; foreign: boolean };

/** Session triggers stand in the phrase book under this name. */
export const sessionLanguage = 'session';

const requestRoles: ReadonlySet<Sense['role']> = new Set<PhraseRole>(['claim', 'want', 'take', 'cancel', 'status']);
const guardRoles: ReadonlySet<Sense['role']> = new Set<PhraseRole>(['negation', 'question', 'telling']);

/** The language a request is made in: the writer's if it has the words, else English, else the one with most of the words. */
export function languagesOf(sightings: readonly Sighting[], writer: string): LanguageOrder {
  const known = new Map<string, number>();
  const requesting = new Set<string>();
  for (let at = 0; at < sightings.length;) {
    const phrase = sightings[at]?.phrase;
    for (const { language, role } of phrase?.senses ?? []) {
      known.set(language, (known.get(language) ?? 0) + 1);
      if (requestRoles.has(role)) requesting.add(language);
    }
    at += phrase?.used ?? 1;
  }
  const own = [sessionLanguage, writer, 'en'].find((language) => requesting.has(language));
  const common = [...requesting].sort((a, b) => (known.get(b) ?? 0) - (known.get(a) ?? 0))[0];
  const asking = own ?? common ?? writer;
  return { first: [asking, sessionLanguage, writer, 'en'], foreign: own === undefined && common !== undefined };
}

/**
 * What a phrase means here. A language outside the order may still count and fill; it guards only where every language
 * that has the phrase agrees, and it cannot ask for anything.
 */
export function pickSense(senses: readonly Sense[], { first }: LanguageOrder): Sense | undefined {
  for (const language of first) {
    const sense = senses.find((candidate) => candidate.language === language);
    if (sense) return sense;
  }
  if (senses.every((sense) => guardRoles.has(sense.role))) return senses[0];
  if (senses.some((sense) => guardRoles.has(sense.role) || requestRoles.has(sense.role))) return undefined;
  return senses[0];
}
