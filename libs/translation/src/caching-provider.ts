import { TermMatcher } from './glossary/term-matcher.js';
import type { CacheQuestion, TranslationCache } from './translation-cache.js';
import type { Formality, ProvidedText, TranslateOptions, TranslationProvider } from './translation-provider.js';
import { TranslationProviderError } from './translation.errors.js';
import type { UsageMeter } from './usage/usage-meter.js';

/** An engine that is asked only for what it has not said before. What is flagged is not kept. */
export class CachingProvider implements TranslationProvider {
  constructor(
    private readonly engine: TranslationProvider,
    private readonly cache: TranslationCache,
    private readonly formality: Formality,
    private readonly meter?: UsageMeter,
  ) {}

  get capability() {
    return this.engine.capability;
  }

  supports(from: string, to: string): Promise<boolean> {
    return this.engine.supports(from, to);
  }

  async translate(texts: readonly string[], from: string, to: string, options: TranslateOptions) {
    const questions = texts.map((text) => this.question(text, from, to, options));
    const known = await this.cache.read(questions);
    options.signal.throwIfAborted();
    const answers: (ProvidedText | undefined)[] = known.map((text) =>
      text === undefined ? undefined : { text, flags: [] },
    );
    this.count(questions, known, to, options);
    const unknown = [...texts.keys()].filter((at) => known[at] === undefined);
    if (unknown.length === 0) return answers;
    const asked = unknown.map((at) => texts[at] ?? '');
    const said = await this.engine.translate(asked, from, to, options);
    if (said.length !== asked.length) {
      throw new TranslationProviderError('translation.provider-bad-answer', this.capability.name);
    }
    for (const [position, at] of unknown.entries()) {
      const answer = said[position];
      const question = questions[at];
      answers[at] = answer;
      if (answer !== undefined && question !== undefined && answer.flags.length === 0 && answer.text.trim() !== '') {
        this.cache.write(question, answer.text);
      }
    }
    return answers;
  }

  /** For the ledger of the session: what the cache knew, and which words of its glossary were met. */
  private count(
    questions: readonly CacheQuestion[],
    known: readonly (string | undefined)[],
    to: string,
    { payer }: TranslateOptions,
  ): void {
    const cached = known.filter((text) => text !== undefined).length;
    const terms = questions.reduce((sum, question) => sum + question.terms.length, 0);
    if (cached + terms === 0) return;
    this.meter?.count({ sessionId: payer, lang: to, engine: this.capability.name }, { cached, terms });
  }

  private question(text: string, from: string, to: string, { glossary = [] }: TranslateOptions): CacheQuestion {
    const terms = TermMatcher.of(glossary)
      .find(text, from)
      .map(({ term }) => term);
    return { text, from, to, terms, engine: this.capability.name, formality: this.formality };
  }
}
