import { z } from 'zod';
import { withinLimits } from '../call-limits.js';
import { callEngine, engineUrl, jsonBody } from '../engine-call.js';
import { EnginePairs } from '../engine-pairs.js';
import { translateNonBlank } from '../non-blank.js';
import type { ProviderCapability, TranslateOptions, TranslationProvider } from '../../translation-provider.js';

const Languages = z.array(z.object({ code: z.string(), targets: z.array(z.string()) })).max(1000);
const Translated = z.object({ translatedText: z.array(z.string()) });

const name = 'libretranslate';

/**
 * https://docs.libretranslate.com: many texts are one POST with `q` as an array. The server takes them one after
 * another, so small batches side by side arrive sooner than a large one.
 */
export class LibreTranslateProvider implements TranslationProvider {
  readonly capability: ProviderCapability;
  private readonly pairs = new EnginePairs({
    provider: name,
    fetch: (signal) => this.fetchPairs(signal),
    // What the server called these before it took up BCP-47 codes for them.
    tagOfCode: { zt: 'zh-Hant', pb: 'pt-BR' },
  });

  /**
   * @param baseUrl may have a path, as with LibreTranslate's own `--url-prefix`
   * @param region where texts are processed, when that is not on premises
   */
  constructor(
    private readonly baseUrl: string,
    private readonly apiKey?: string,
    region?: string,
  ) {
    this.capability = { name, machine: true, maxBatch: 10, ...(region === undefined ? {} : { region }) };
  }

  async supports(from: string, to: string): Promise<boolean> {
    return (await this.pairs.find(from, to)) !== undefined;
  }

  translate(texts: readonly string[], from: string, to: string, options: TranslateOptions) {
    return withinLimits(name, options, async (signal) => {
      const { source, target } = await this.pairs.require(from, to);
      return translateNonBlank(name, texts, async (q) => {
        const { translatedText } = await callEngine({
          provider: name,
          url: engineUrl(this.baseUrl, 'translate'),
          body: jsonBody({ q, source, target, format: 'text', api_key: this.apiKey }),
          answer: Translated,
          signal,
        });
        return translatedText;
      });
    });
  }

  private async fetchPairs(signal: AbortSignal) {
    const url = engineUrl(this.baseUrl, 'languages');
    const languages = await callEngine({ provider: name, url, answer: Languages, signal });
    return languages.flatMap(({ code, targets }) => targets.map((target) => ({ source: code, target })));
  }
}
