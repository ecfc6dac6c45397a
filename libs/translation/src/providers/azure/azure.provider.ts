import { z } from 'zod';
import type { ProviderCapability, TranslateOptions, TranslationProvider } from '../../translation-provider.js';
import { withinLimits } from '../call-limits.js';
import { callEngine, engineUrl, jsonBody } from '../engine-call.js';
import { codesAsTags, EngineLanguages } from '../engine-languages.js';
import { translateNonBlank } from '../non-blank.js';
import { inParcels } from '../parcels.js';

const Languages = z.object({ translation: z.record(z.string(), z.unknown()) });
const Translated = z.array(z.object({ translations: z.array(z.object({ text: z.string() })).length(1) }));

const name = 'azure';
const LIMITS = { texts: 100, size: 50_000, sizeOf: (text: string) => text.length };

export interface AzureOptions {
  /** `https://api.cognitive.microsofttranslator.com`, one of its regional twins, or a resource's own endpoint. */
  url: string;
  key: string;
  /** Region of the resource; a global one has none. */
  resourceRegion?: string;
  /** Where texts are processed. */
  region: string;
}

/** https://learn.microsoft.com/azure/ai-services/translator: version 3.0 of the text translation API. */
export class AzureProvider implements TranslationProvider {
  readonly capability: ProviderCapability;
  private readonly languages = new EngineLanguages({ provider: name, fetch: (signal) => this.fetchLanguages(signal) });

  constructor(private readonly options: AzureOptions) {
    this.capability = { name, machine: true, maxBatch: 100, region: options.region };
  }

  supports(from: string, to: string): Promise<boolean> {
    return this.languages.supports(from, to);
  }

  translate(texts: readonly string[], from: string, to: string, options: TranslateOptions) {
    return withinLimits(name, options, async (signal) => {
      const { source, target } = await this.languages.require(from, to);
      const query = new URLSearchParams({ 'api-version': '3.0', from: source, to: target, textType: 'plain' });
      return translateNonBlank(name, texts, (wanted) =>
        inParcels(name, wanted, LIMITS, async (parcel) => {
          const answers = await callEngine({
            provider: name,
            url: engineUrl(this.options.url, `translate?${query.toString()}`),
            headers: this.credentials(),
            body: jsonBody(parcel.map((text) => ({ Text: text }))),
            answer: Translated,
            signal,
          });
          return answers.map(({ translations }) => translations[0]?.text ?? '');
        }),
      );
    });
  }

  private credentials(): Record<string, string> {
    const { key, resourceRegion } = this.options;
    return {
      'ocp-apim-subscription-key': key,
      ...(resourceRegion === undefined ? {} : { 'ocp-apim-subscription-region': resourceRegion }),
    };
  }

  private async fetchLanguages(signal: AbortSignal) {
    const url = engineUrl(this.options.url, 'languages?api-version=3.0&scope=translation');
    const { translation } = await callEngine({ provider: name, url, answer: Languages, signal });
    const codes = codesAsTags(Object.keys(translation));
    return { sources: codes, targets: codes };
  }
}
