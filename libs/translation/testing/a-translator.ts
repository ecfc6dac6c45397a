import { ProviderChain, type ChainTranslateOptions, type ProviderChainOptions } from '../src/chain/provider-chain.js';
import type { ProviderOutcome } from '../src/chain/provider-outcome.js';
import type {
  ProvidedText,
  ProviderCapability,
  TranslateOptions,
  TranslationProvider,
} from '../src/translation-provider.js';
import { TranslationProviderError } from '../src/translation.errors.js';

export type Answer = (
  texts: readonly string[],
  options: TranslateOptions,
) => Promise<readonly (ProvidedText | undefined)[]>;

/** A provider at the port, with every call it got. */
export class Translator implements TranslationProvider {
  readonly calls: (readonly string[])[] = [];
  readonly capability: ProviderCapability;

  constructor(
    name: string,
    public answer: Answer,
    capability: Partial<ProviderCapability> = {},
    private readonly pairs: (from: string, to: string) => Promise<boolean> = () => Promise.resolve(true),
  ) {
    this.capability = { name, machine: true, maxBatch: 100, ...capability };
  }

  supports(from: string, to: string) {
    return this.pairs(from, to);
  }

  translate(texts: readonly string[], _from: string, _to: string, options: TranslateOptions) {
    this.calls.push(texts);
    return this.answer(texts, options);
  }
}

export const prefix =
  (mark: string): Answer =>
  (texts) =>
    Promise.resolve(texts.map((text) => ({ text: `${mark} ${text}`, flags: [] })));
export const knowing =
  (known: Record<string, string>): Answer =>
  (texts) =>
    Promise.resolve(texts.map((text) => (known[text] === undefined ? undefined : { text: known[text], flags: [] })));
export const failing: Answer = () =>
  Promise.reject(new TranslationProviderError('translation.provider-unavailable', 'broken'));
export const hanging: Answer = () => new Promise(() => undefined);

export const chainOf = (providers: readonly TranslationProvider[], options: ProviderChainOptions = {}) => {
  const outcomes: ProviderOutcome[] = [];
  const chain = new ProviderChain(providers, { onOutcome: (outcome) => outcomes.push(outcome), ...options });
  const translate = (texts: readonly string[], limits: Partial<ChainTranslateOptions> = {}, from = 'en', to = 'es') =>
    chain.translate(texts, from, to, { deadline: Date.now() + 5000, signal: new AbortController().signal, ...limits });
  return { translate, outcomes, chain };
};
