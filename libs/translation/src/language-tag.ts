import { LRUCache } from 'lru-cache';

/**
 * Finding a language among those an engine or a file offers, in the spirit of RFC 4647 lookup. Tags are compared
 * after CLDR canonicalisation and likely subtags (`Intl.Locale`), so ISO 639-2/3 codes (`eng`, `swa`) and both ways
 * to write Chinese (`zh`, `zh-Hans`) meet. Language and script must agree; a region is preferred, never required.
 */
interface ParsedTag {
  canonical: string;
  family: string;
  region: string | undefined;
  namesRegion: boolean;
}

const malformed = Symbol('malformed');
/** Every text asks about its languages; a house knows a few dozen. */
const parsed = new LRUCache<string, ParsedTag | typeof malformed>({ max: 1000 });

function parseTag(tag: string): ParsedTag | undefined {
  const known = parsed.get(tag) ?? readTag(tag) ?? malformed;
  parsed.set(tag, known);
  return known === malformed ? undefined : known;
}

function readTag(tag: string): ParsedTag | undefined {
  try {
    const written = new Intl.Locale(tag.replaceAll('_', '-'));
    const full = written.maximize();
    return {
      canonical: written.toString(),
      family: full.script === undefined ? full.language : `${full.language}-${full.script}`,
      region: full.region,
      namesRegion: written.region !== undefined,
    };
  } catch {
    return undefined;
  }
}

/** Language and script (`zh-Hans`, `es-Latn`): what readers of a tag can read. `undefined` when the tag is malformed. */
export const languageFamily = (tag: string): string | undefined => parseTag(tag)?.family;

/** Whether a reader of one tag reads the other without a translation. */
export function sameLanguage(one: string, other: string): boolean {
  const family = languageFamily(one);
  return family !== undefined && family === languageFamily(other);
}

/** The offered tag that serves `wanted` best: the very tag, then its region, then no region, then another region. */
export function lookupTag(wanted: string, offered: Iterable<string>): string | undefined {
  const goal = parseTag(wanted);
  if (goal === undefined) return undefined;
  let best: { tag: string; rank: number } | undefined;
  for (const tag of offered) {
    const candidate = parseTag(tag);
    if (candidate?.family !== goal.family) continue;
    const rank = closeness(goal, candidate);
    if (best === undefined || rank > best.rank) best = { tag, rank };
  }
  return best?.tag;
}

function closeness(goal: ParsedTag, candidate: ParsedTag): number {
  if (candidate.canonical === goal.canonical) return 3;
  if (candidate.region === goal.region) return 2;
  return candidate.namesRegion ? 0 : 1;
}
