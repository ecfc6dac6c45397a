import { TermMatcher } from './glossary/term-matcher.js';
import { cacheKeyOf, cacheVariantOf, type TranslationCache } from './translation-cache.js';
import {
  type Formality,
  type GlossaryTerm,
  isBlank,
  type ProvidedText,
  type TranslateOptions,
  type TranslationProvider,
} from './translation-provider.js';
import { TranslationProviderError } from './translation.errors.js';
import type { UsageMeter } from './usage/usage-meter.js';

const noTerms: readonly GlossaryTerm[] = [];

/** An engine that is asked only for what it has not said before. What is flagged is not kept. */
export class CachingProvider implements TranslationProvider {
  private readonly plainVariant: string;

  constructor(
    private readonly engine: TranslationProvider,
    private readonly cache: TranslationCache,
    private readonly formality: Formality,
    private readonly meter?: UsageMeter,
  ) {
    this.plainVariant = this.variantOf(noTerms);
  }

  get capability() {
    return this.engine.capability;
  }

  supports(from: string, to: string): Promise<boolean> {
    return this.engine.supports(from, to);
  }

  async translate(texts: readonly string[], from: string, to: string, options: TranslateOptions) {
    const terms = texts.map((text) => termsIn(text, from, options));
    const questions = texts.map((text, at) => ({
      key: cacheKeyOf(text, { from, to }),
      variant: terms[at]?.length ? this.variantOf(terms[at]) : this.plainVariant,
    }));
    const known = await this.cache.read(questions);
    options.signal.throwIfAborted();
    const answers: (ProvidedText | undefined)[] = known.map((text) =>
      text === undefined ? undefined : { text, flags: [] },
    );
    this.count(terms.flat().length, known, to, options);
    const unknown = [...texts.keys()].filter((at) => known[at] === undefined);
    if (unknown.length === 0) return answers;
    const asked = unknown.map((at) => texts[at] ?? '');
    const said = await this.engine.translate(asked, from, to, options);
    if (said.length !== asked.length) {
      throw new TranslationProviderError('translation.provider-bad-answer', this.capability.name);
    }
    const worthKeeping = unknown.flatMap((at, position) => {
      const [answer, question] = [said[position], questions[at]];
      answers[at] = answer;
      if (answer === undefined || question === undefined || answer.flags.length > 0 || isBlank(answer.text)) return [];
      return [{ ...question, translation: answer.text }];
    });
    this.cache.write(worthKeeping);
    return answers;
  }

  /** For the ledger of the session: what the cache knew, and which words of its glossary were met. */
  private count(terms: number, known: readonly (string | undefined)[], to: string, { payer }: TranslateOptions): void {
    const cached = known.filter((text) => text !== undefined).length;
    if (cached + terms === 0) return;
    this.meter?.count({ sessionId: payer, lang: to, engine: this.capability.name }, { cached, terms });
  }

  private variantOf(terms: readonly GlossaryTerm[]): string {
    return cacheVariantOf({ terms, engine: this.capability.name, formality: this.formality });
  }
}

function termsIn(text: string, from: string, { glossary = [] }: TranslateOptions): readonly GlossaryTerm[] {
  if (glossary.length === 0) return noTerms;
  return TermMatcher.of(glossary)
    .find(text, from)
    .map(({ term }) => term);
}
