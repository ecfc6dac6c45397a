import { setImmediate as letOthersRun } from 'node:timers/promises';
import { assertStillWanted } from '../call-limits.js';
import {
  isBlank,
  type ProvidedText,
  type ProviderCapability,
  type TranslateOptions,
  type TranslationProvider,
} from '../../translation-provider.js';
import { TranslationProviderError } from '../../translation.errors.js';
import { MemoryIndex } from './memory-index.js';
import { readTmxFile } from './tmx-file.js';
import type { TmxUnit } from './tmx-reader.js';

/** What people translated before. Knows a text or passes it on; a nearly equal one is flagged `fuzzy`. */
export class TranslationMemory implements TranslationProvider {
  readonly capability: ProviderCapability = { name: 'memory', machine: false, maxBatch: 1000 };
  private readonly index: MemoryIndex;

  constructor(units: Iterable<TmxUnit>) {
    this.index = new MemoryIndex(units);
  }

  /** @param paths TMX files; of equal sentences the earlier file wins
   *  @throws TranslationMemoryFileError */
  static async open(paths: readonly string[]): Promise<TranslationMemory> {
    const files = await Promise.all(paths.map(readTmxFile));
    return new TranslationMemory(files.flat());
  }

  supports(from: string, to: string): Promise<boolean> {
    return Promise.resolve(this.index.knows(from, to));
  }

  async translate(texts: readonly string[], from: string, to: string, options: TranslateOptions) {
    const { name } = this.capability;
    if (!this.index.knows(from, to)) throw new TranslationProviderError('translation.pair-unsupported', name);
    const found: (ProvidedText | undefined)[] = [];
    for (const text of texts) {
      assertStillWanted(name, options);
      found.push(this.find(text, from, to));
      // A fuzzy search takes milliseconds: a long batch must not keep sockets and timers waiting.
      await letOthersRun();
    }
    return found;
  }

  private find(text: string, from: string, to: string): ProvidedText | undefined {
    if (isBlank(text)) return undefined;
    const match = this.index.find(text, from, to);
    return match === undefined ? undefined : { text: match.text, flags: match.exact ? [] : ['fuzzy'] };
  }
}
