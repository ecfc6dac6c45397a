import { lookupTag } from '../language-tag.js';
import { TranslationProviderError } from '../translation.errors.js';
import type { EnginePair } from './engine-pairs.js';
import { Remembered } from './remembered.js';

/** The codes of an engine by the BCP-47 tags they stand for; a code may serve several tags. */
export type CodesByTag = ReadonlyMap<string, string>;

export interface EngineLanguagesOptions {
  provider: string;
  fetch(signal: AbortSignal): Promise<{ sources: CodesByTag; targets: CodesByTag }>;
}

interface Known {
  sources: CodesByTag;
  targets: CodesByTag;
  found: Map<string, EnginePair | undefined>;
}

/** The languages of an engine that translates each of them into each other. */
export class EngineLanguages {
  private readonly known: Remembered<Known>;

  constructor(private readonly options: EngineLanguagesOptions) {
    this.known = new Remembered(options.provider, async (signal) => ({
      ...(await options.fetch(signal)),
      found: new Map(),
    }));
  }

  /** The engine's codes for two BCP-47 tags, or `undefined`. Rejects when the engine can not be asked. */
  async find(from: string, to: string): Promise<EnginePair | undefined> {
    const { sources, targets, found } = await this.known.get();
    const key = `${from} ${to}`;
    if (!found.has(key)) found.set(key, pairOf(lookUp(from, sources), lookUp(to, targets)));
    return found.get(key);
  }

  async supports(from: string, to: string): Promise<boolean> {
    return (await this.find(from, to)) !== undefined;
  }

  /** @throws TranslationProviderError `translation.pair-unsupported` */
  async require(from: string, to: string): Promise<EnginePair> {
    const pair = await this.find(from, to);
    if (pair === undefined) throw new TranslationProviderError('translation.pair-unsupported', this.options.provider);
    return pair;
  }
}

function lookUp(tag: string, codes: CodesByTag): string | undefined {
  const known = lookupTag(tag, codes.keys());
  return known === undefined ? undefined : codes.get(known);
}

const pairOf = (source: string | undefined, target: string | undefined): EnginePair | undefined =>
  source === undefined || target === undefined ? undefined : { source, target };

/** For engines whose codes are tags already. */
export const codesAsTags = (codes: Iterable<string>): CodesByTag => new Map(Array.from(codes, (code) => [code, code]));
