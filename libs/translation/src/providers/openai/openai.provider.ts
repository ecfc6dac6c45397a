import { z } from 'zod';
import { lookupTag } from '../../language-tag.js';
import type {
  Formality,
  ProviderCapability,
  TranslateOptions,
  TranslationProvider,
} from '../../translation-provider.js';
import { TranslationProviderError } from '../../translation.errors.js';
import { withinLimits } from '../call-limits.js';
import { callEngine, engineUrl, jsonBody } from '../engine-call.js';
import { inHalves } from '../in-halves.js';
import { translateNonBlank } from '../non-blank.js';
import { languageName, promptFor } from './prompt.js';
import { readTranslations } from './read-translations.js';

const Completion = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string().nullable() }) })).min(1),
});

const name = 'openai';

export interface OpenAiOptions {
  /** Base of the API: `https://api.openai.com/v1`, `http://127.0.0.1:11434/v1` for Ollama. */
  url: string;
  model: string;
  key?: string;
  region?: string;
  /** The languages that the model knows well enough; empty: all that have a name. */
  languages: readonly string[];
  formality: Formality;
}

/**
 * Chat completions as OpenAI shaped them, which Ollama, vLLM, llama.cpp and many services speak. Texts go in as a JSON
 * array that is declared to be data, and come back as one of the same length.
 */
export class OpenAiProvider implements TranslationProvider {
  readonly capability: ProviderCapability;

  constructor(private readonly options: OpenAiOptions) {
    const { region } = options;
    this.capability = { name, machine: true, maxBatch: 20, nativeGlossary: true, ...(region && { region }) };
  }

  supports(from: string, to: string): Promise<boolean> {
    return Promise.resolve(this.knows(from) && this.knows(to));
  }

  translate(texts: readonly string[], from: string, to: string, options: TranslateOptions) {
    return withinLimits(name, options, async (signal) => {
      if (!this.knows(from) || !this.knows(to)) {
        throw new TranslationProviderError('translation.pair-unsupported', name);
      }
      return translateNonBlank(name, texts, (wanted) =>
        inHalves(wanted, (part) => this.ask(part, from, to, options, signal)),
      );
    });
  }

  private knows(tag: string): boolean {
    const { languages } = this.options;
    if (languages.length > 0 && lookupTag(tag, languages) === undefined) return false;
    return languageName(tag) !== undefined;
  }

  private async ask(
    texts: readonly string[],
    from: string,
    to: string,
    { context = [], glossary = [] }: TranslateOptions,
    signal: AbortSignal,
  ): Promise<readonly string[]> {
    const { url, key, model, formality } = this.options;
    const { choices } = await callEngine({
      provider: name,
      url: engineUrl(url, 'chat/completions'),
      ...(key === undefined ? {} : { headers: { authorization: `Bearer ${key}` } }),
      body: jsonBody({
        model,
        temperature: 0,
        response_format: { type: 'json_object' },
        messages: promptFor({ texts, from, to, context, glossary, formality }),
      }),
      answer: Completion,
      signal,
    });
    return readTranslations(choices[0]?.message.content ?? '', texts);
  }
}
