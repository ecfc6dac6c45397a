import { z } from 'zod';
import type { ProviderCapability, TranslateOptions, TranslationProvider } from '../../translation-provider.js';
import { withinLimits } from '../call-limits.js';
import { callEngine, engineUrl, jsonBody } from '../engine-call.js';
import { codesAsTags, EngineLanguages } from '../engine-languages.js';
import { translateNonBlank } from '../non-blank.js';
import { inParcels } from '../parcels.js';

const Languages = z.object({ data: z.object({ languages: z.array(z.object({ language: z.string() })).max(1000) }) });
const Translated = z.object({
  data: z.object({ translations: z.array(z.object({ translatedText: z.string() })) }),
});

const name = 'google';
const LIMITS = { texts: 128, size: 25_000, sizeOf: (text: string) => text.length };

export interface GoogleOptions {
  /** `https://translation.googleapis.com`, or its European twin. */
  url: string;
  key: string;
  region: string;
}

/** https://cloud.google.com/translate/docs/reference/rest/v2/translate: the basic edition, which an API key opens. */
export class GoogleProvider implements TranslationProvider {
  readonly capability: ProviderCapability;
  private readonly languages = new EngineLanguages({ provider: name, fetch: (signal) => this.fetchLanguages(signal) });

  constructor(private readonly options: GoogleOptions) {
    this.capability = { name, machine: true, maxBatch: 100, region: options.region };
  }

  supports(from: string, to: string): Promise<boolean> {
    return this.languages.supports(from, to);
  }

  translate(texts: readonly string[], from: string, to: string, options: TranslateOptions) {
    return withinLimits(name, options, async (signal) => {
      const pair = await this.languages.require(from, to);
      return translateNonBlank(name, texts, (wanted) =>
        inParcels(name, wanted, LIMITS, async (q) => {
          const body = jsonBody({ q, ...pair, format: 'text' });
          const { data } = await this.call('', Translated, signal, body);
          return data.translations.map(({ translatedText }) => translatedText);
        }),
      );
    });
  }

  private async fetchLanguages(signal: AbortSignal) {
    const { data } = await this.call('/languages', Languages, signal);
    const codes = codesAsTags(data.languages.map(({ language }) => language));
    return { sources: codes, targets: codes };
  }

  private call<T>(path: string, answer: z.ZodType<T>, signal: AbortSignal, body?: ReturnType<typeof jsonBody>) {
    const url = engineUrl(this.options.url, `language/translate/v2${path}`);
    return callEngine({
      provider: name,
      url,
      headers: { 'x-goog-api-key': this.options.key },
      ...(body && { body }),
      answer,
      signal,
    });
  }
}
