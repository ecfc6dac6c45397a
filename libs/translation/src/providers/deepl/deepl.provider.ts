import { z } from 'zod';
import type {
  Formality,
  ProviderCapability,
  TranslateOptions,
  TranslationProvider,
} from '../../translation-provider.js';
import { withinLimits } from '../call-limits.js';
import { callEngine, engineUrl, jsonBody } from '../engine-call.js';
import { type CodesByTag, EngineLanguages } from '../engine-languages.js';
import type { EnginePair } from '../engine-pairs.js';
import { translateNonBlank } from '../non-blank.js';
import { byteLength, inParcels } from '../parcels.js';
import { DeepLGlossaries } from './deepl-glossaries.js';

const Languages = z.array(z.object({ language: z.string() })).max(1000);
const Translated = z.object({ translations: z.array(z.object({ text: z.string() })) });

const name = 'deepl';
// A request may have 128 KiB; JSON may double what quotes and line breaks need, and the context comes on top.
const LIMITS = { texts: 50, size: 50_000, sizeOf: byteLength };
const FORMALITY = { default: 'default', formal: 'prefer_more', informal: 'prefer_less' } as const;

export interface DeepLOptions {
  /** `https://api.deepl.com`, or `https://api-free.deepl.com` for keys that end in `:fx`. */
  url: string;
  key: string;
  region: string;
  formality: Formality;
}

/** https://developers.deepl.com/api-reference: many texts a call, context, formality, and glossaries of its own. */
export class DeepLProvider implements TranslationProvider {
  readonly capability: ProviderCapability;
  private readonly languages = new EngineLanguages({ provider: name, fetch: (signal) => this.fetchLanguages(signal) });
  private readonly glossaries = new DeepLGlossaries((call) => this.call(call));

  constructor(private readonly options: DeepLOptions) {
    this.capability = { name, machine: true, maxBatch: 50, region: options.region, nativeGlossary: true };
  }

  supports(from: string, to: string): Promise<boolean> {
    return this.languages.supports(from, to);
  }

  translate(texts: readonly string[], from: string, to: string, options: TranslateOptions) {
    return withinLimits(name, options, async (signal) => {
      const pair = await this.languages.require(from, to);
      const glossary = this.glossaries.ready(pair, options.glossary ?? []);
      return translateNonBlank(name, texts, (wanted) =>
        inParcels(name, wanted, LIMITS, (parcel) => this.ask(parcel, pair, options.context, glossary, signal)),
      );
    });
  }

  private async ask(
    text: readonly string[],
    { source, target }: EnginePair,
    context: readonly string[] | undefined,
    glossary: string | undefined,
    signal: AbortSignal,
  ): Promise<readonly string[]> {
    const { translations } = await this.call({
      path: 'v2/translate',
      body: {
        text,
        source_lang: source,
        target_lang: target,
        preserve_formatting: true,
        formality: FORMALITY[this.options.formality],
        ...(context?.length ? { context: context.join('\n') } : {}),
        ...(glossary === undefined ? {} : { glossary_id: glossary }),
      },
      answer: Translated,
      signal,
    });
    return translations.map((translation) => translation.text);
  }

  private async fetchLanguages(signal: AbortSignal) {
    const [sources, targets] = await Promise.all(
      ['source', 'target'].map((type) => this.call({ path: `v2/languages?type=${type}`, answer: Languages, signal })),
    );
    return { sources: codesOf(sources ?? []), targets: codesOf(targets ?? []) };
  }

  private call<T>({ path, body, ...call }: DeepLCall<T>): Promise<T> {
    return callEngine({
      provider: name,
      url: engineUrl(this.options.url, path),
      headers: { authorization: `DeepL-Auth-Key ${this.options.key}` },
      ...(body === undefined ? {} : { body: jsonBody(body) }),
      ...call,
    });
  }
}

export interface DeepLCall<T> {
  path: string;
  body?: unknown;
  answer: z.ZodType<T>;
  signal: AbortSignal;
}

/** As a source, `ZH` is either script; a target that says more (`ZH-HANT`) goes before it. */
function codesOf(languages: readonly { language: string }[]): CodesByTag {
  const codes = new Map(languages.map(({ language }) => [language, language]));
  if (codes.has('ZH')) for (const tag of ['ZH-HANS', 'ZH-HANT']) codes.set(tag, codes.get(tag) ?? 'ZH');
  return codes;
}
