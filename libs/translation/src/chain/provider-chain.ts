import type { TranslationFlag } from '#libs/contracts';
import { GuardedProvider, type GuardOptions } from './guarded-provider.js';
import { sameLanguage } from '../language-tag.js';
import { numbersDiffer } from '../number-guard.js';
import {
  isBlank,
  type ProvidedText,
  type TranslateOptions,
  type TranslationProvider,
} from '../translation-provider.js';

/** The engine of a text that nobody translated: readers get what was said. */
export const SOURCE_ENGINE = 'source';

export interface TranslatedText {
  text: string;
  /** Name of the provider, or `source`. */
  engine: string;
  /** Whether readers must be told that a machine wrote it. */
  machine: boolean;
  flags: readonly TranslationFlag[];
}

export type ProviderChainOptions = Partial<GuardOptions>;

const DEFAULTS: GuardOptions = {
  timeoutMs: 2000,
  failuresBeforeRest: 3,
  restMs: 10_000,
  onOutcome: () => undefined,
};

// With less than this left no engine answers, and one that is asked all the same would be blamed for it.
const LEAST_TIME_MS = 50;

/**
 * Providers in order of trust: each is asked for what those before it did not translate, and what nobody translated
 * in time stays in the source language, flagged `source-fallback`. Numbers that changed are flagged `number-mismatch`.
 */
export class ProviderChain {
  private readonly guarded: readonly GuardedProvider[];

  constructor(providers: readonly TranslationProvider[], options: ProviderChainOptions = {}) {
    this.guarded = providers.map((provider) => new GuardedProvider(provider, { ...DEFAULTS, ...options }));
  }

  /** Names of the providers, first asked first. */
  get engines(): readonly string[] {
    return this.guarded.map(({ provider }) => provider.capability.name);
  }

  /** One result for each text, in order, by the deadline. Rejects only with the signal's reason, when that aborts. */
  async translate(
    texts: readonly string[],
    from: string,
    to: string,
    options: TranslateOptions,
  ): Promise<readonly TranslatedText[]> {
    options.signal.throwIfAborted();
    const readable = sameLanguage(from, to);
    const results = texts.map((text) => (readable || isBlank(text) ? asWritten(text) : undefined));
    for (const guarded of this.guarded) {
      const missing = [...results.keys()].filter((at) => results[at] === undefined);
      if (missing.length === 0 || Date.now() + LEAST_TIME_MS > options.deadline) break;
      const wanted = missing.map((at) => texts[at] ?? '');
      const answers = await guarded.translate(wanted, from, to, options);
      for (const [position, at] of missing.entries()) {
        const answer = answers[position];
        if (answer === undefined) continue;
        const { name, machine } = guarded.provider.capability;
        results[at] = { text: answer.text, engine: name, machine, flags: flagsOf(answer, texts[at] ?? '', from, to) };
      }
    }
    return results.map((result, at) => result ?? { ...asWritten(texts[at] ?? ''), flags: ['source-fallback'] });
  }
}

const asWritten = (text: string): TranslatedText => ({ text, engine: SOURCE_ENGINE, machine: false, flags: [] });

function flagsOf(answer: ProvidedText, source: string, from: string, to: string): readonly TranslationFlag[] {
  return numbersDiffer(source, from, answer.text, to)
    ? [...new Set<TranslationFlag>([...answer.flags, 'number-mismatch'])]
    : answer.flags;
}
