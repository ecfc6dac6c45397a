import { languageFamily, lookupTag } from '../language-tag.js';
import { TranslationProviderError } from '../translation.errors.js';
import { Remembered } from './remembered.js';

/** A pair that an engine offers, in the engine's own codes. */
export interface EnginePair {
  source: string;
  target: string;
}

interface KnownPair extends EnginePair {
  sourceTag: string;
  targetTag: string;
  families: string;
}

export interface EnginePairsOptions {
  provider: string;
  fetch(signal: AbortSignal): Promise<readonly EnginePair[]>;
  /** BCP-47 tags of the codes from which CLDR can not tell the language. */
  tagOfCode: Readonly<Record<string, string>>;
}

/** The pairs an engine offers, where not every language goes to every other. */
export class EnginePairs {
  private readonly known: Remembered<readonly KnownPair[]>;
  /** What was found in which answer of the engine. */
  private readonly found = new WeakMap<readonly KnownPair[], Map<string, EnginePair | undefined>>();

  constructor(private readonly options: EnginePairsOptions) {
    this.known = new Remembered(options.provider, (signal) => this.fetchKnown(signal));
  }

  /** The engine's pair that serves two BCP-47 tags best, or `undefined`. Rejects when the engine can not be asked. */
  async find(from: string, to: string): Promise<EnginePair | undefined> {
    const known = await this.known.get();
    const found = this.found.get(known) ?? new Map<string, EnginePair | undefined>();
    this.found.set(known, found);
    const key = `${from} ${to}`;
    if (!found.has(key)) found.set(key, best(known, from, to));
    return found.get(key);
  }

  /** @throws TranslationProviderError `translation.pair-unsupported` */
  async require(from: string, to: string): Promise<EnginePair> {
    const pair = await this.find(from, to);
    if (pair === undefined) throw new TranslationProviderError('translation.pair-unsupported', this.options.provider);
    return pair;
  }

  private async fetchKnown(signal: AbortSignal): Promise<readonly KnownPair[]> {
    const tagOf = (code: string) => this.options.tagOfCode[code] ?? code;
    return (await this.options.fetch(signal)).map(({ source, target }) => {
      const [sourceTag, targetTag] = [tagOf(source), tagOf(target)];
      return { source, target, sourceTag, targetTag, families: familiesOf(sourceTag, targetTag) };
    });
  }
}

const familiesOf = (from: string, to: string) => `${languageFamily(from)} ${languageFamily(to)}`;

function best(known: readonly KnownPair[], from: string, to: string): EnginePair | undefined {
  const families = familiesOf(from, to);
  const fitting = known.filter((pair) => pair.families === families);
  const sources = fitting.map((pair) => pair.sourceTag);
  const sourceTag = lookupTag(from, sources);
  const ofSource = fitting.filter((pair) => pair.sourceTag === sourceTag);
  const targets = ofSource.map((pair) => pair.targetTag);
  const targetTag = lookupTag(to, targets);
  return ofSource.find((pair) => pair.targetTag === targetTag);
}
