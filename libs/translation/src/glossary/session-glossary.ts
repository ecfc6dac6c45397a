import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { GlossaryTerm as StoredTerm } from '#libs/contracts';
import { lookupTag, sameLanguage } from '../language-tag.js';
import type { GlossaryTerm } from '../translation-provider.js';
import { GlossaryStore } from './glossary.store.js';

export interface GlossaryInForce {
  version: number;
  allowedRegions: readonly string[];
  /** The same list for as long as the version holds. */
  terms: readonly GlossaryTerm[];
}

type Known = { version: number; terms: readonly StoredTerm[]; pairs: Map<string, readonly GlossaryTerm[]> };

/** Every language: a term of it may turn up in any text. */
const ANY_LANGUAGE = 'mul';

/** The glossary of a session, as the texts of one pair of languages need it. */
@Injectable()
export class SessionGlossary {
  readonly #known = new LRUCache<string, Known>({ max: 200 });

  constructor(private readonly store: GlossaryStore) {}

  async of(sessionId: string, from: string, to: string): Promise<GlossaryInForce> {
    const { version, allowedRegions } = await this.store.inForce(sessionId);
    if (version === 0) return { version, allowedRegions, terms: [] };
    let known = this.#known.get(sessionId);
    if (known === undefined || known.version < version) {
      known = { ...(await this.store.read(sessionId)), pairs: new Map() };
      this.#known.set(sessionId, known);
    }
    const pair = `${from} ${to}`;
    const terms = known.pairs.get(pair) ?? termsOf(known.terms, from, to);
    known.pairs.set(pair, terms);
    return { version: known.version, allowedRegions, terms };
  }
}

/** Those that may turn up in a text of a language. */
export const termsIn = (terms: readonly StoredTerm[], lang: string): StoredTerm[] =>
  terms.filter(({ sourceLang }) => sourceLang === ANY_LANGUAGE || sameLanguage(sourceLang, lang));

/** What the terms of a language become in another; those that say nothing of it are left out. */
export function termsOf(terms: readonly StoredTerm[], from: string, to: string): GlossaryTerm[] {
  return termsIn(terms, from).flatMap(({ source, targets }) => {
    const tag = lookupTag(
      to,
      Object.keys(targets).filter((target) => target !== '*'),
    );
    const target = (tag === undefined ? undefined : targets[tag]) ?? targets['*'];
    return target === undefined ? [] : [{ source, target }];
  });
}
