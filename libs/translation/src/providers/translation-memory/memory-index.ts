import { languageFamily, lookupTag } from '../../language-tag.js';
import { FuzzyIndex } from './fuzzy-index.js';
import { matchKey, mayStandFor } from './match-key.js';
import type { TmxUnit, TmxVariant } from './tmx-reader.js';

export interface MemoryMatch {
  text: string;
  exact: boolean;
}

interface Known {
  source: TmxVariant;
  unit: TmxUnit;
}

const MIN_SIMILARITY = 0.85;

/** All that a memory knows in one source language (language and script; regions share one index). */
class SourceIndex {
  private readonly exact = new Map<string, Known[]>();
  private readonly fuzzy = new FuzzyIndex<Known[]>(MIN_SIMILARITY);

  add(known: Known): void {
    const key = matchKey(known.source.text);
    const same = this.exact.get(key);
    if (same !== undefined) {
      same.push(known);
      return;
    }
    const first = [known];
    this.exact.set(key, first);
    this.fuzzy.add(key, first);
  }

  find(text: string, from: string, to: string): MemoryMatch | undefined {
    const key = matchKey(text);
    const exact = firstTarget(this.exact.get(key) ?? [], text, from, to);
    if (exact !== undefined) return { text: exact, exact: true };
    for (const { value } of this.fuzzy.search(key)) {
      const similar = firstTarget(value, text, from, to);
      if (similar !== undefined) return { text: similar, exact: false };
    }
    return undefined;
  }
}

function firstTarget(candidates: readonly Known[], text: string, from: string, to: string): string | undefined {
  for (const { source, unit } of candidates) {
    if (!mayStandFor(text, source.text, from)) continue;
    const tag = lookupTag(
      to,
      unit.variants.map((variant) => variant.language),
    );
    const target = unit.variants.find((variant) => variant.language === tag);
    if (target !== undefined) return target.text;
  }
  return undefined;
}

/** Every pair of languages that occurs in a unit, in both directions. Of equal sentences the one read first wins. */
export class MemoryIndex {
  private readonly sources = new Map<string, SourceIndex>();
  private readonly pairs = new Set<string>();

  constructor(units: Iterable<TmxUnit>) {
    for (const unit of units) {
      const families = unit.variants.map((variant) => languageFamily(variant.language));
      for (const [position, source] of unit.variants.entries()) {
        const family = families[position];
        if (family === undefined) continue;
        this.sourceIndex(family).add({ source, unit });
        for (const other of families) if (other !== undefined) this.pairs.add(`${family} ${other}`);
      }
    }
  }

  knows(from: string, to: string): boolean {
    const [source, target] = [languageFamily(from), languageFamily(to)];
    return source !== target && this.pairs.has(`${source} ${target}`);
  }

  find(text: string, from: string, to: string): MemoryMatch | undefined {
    return this.sources.get(languageFamily(from) ?? '')?.find(text, from, to);
  }

  private sourceIndex(family: string): SourceIndex {
    const index = this.sources.get(family) ?? new SourceIndex();
    this.sources.set(family, index);
    return index;
  }
}
