import { AwsV4Signer } from 'aws4fetch';
import { z } from 'zod';
import type {
  Formality,
  ProviderCapability,
  TranslateOptions,
  TranslationProvider,
} from '../../translation-provider.js';
import { withinLimits } from '../call-limits.js';
import { callEngine } from '../engine-call.js';
import { codesAsTags, EngineLanguages } from '../engine-languages.js';
import { translateNonBlank } from '../non-blank.js';
import { byteLength, inParcels } from '../parcels.js';

const Languages = z.object({ Languages: z.array(z.object({ LanguageCode: z.string() })).max(1000) });
const Translated = z.object({ TranslatedText: z.string() });

const name = 'amazon';
const type = 'application/x-amz-json-1.1';
// The interface takes one text a call, of ten thousand bytes.
const LIMITS = { texts: 1, size: 10_000, sizeOf: byteLength };

export interface AmazonOptions {
  /** Such as `eu-central-1`; texts are processed there. */
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
  formality: Formality;
  /** Another address than that of the region. */
  url?: string;
}

/** https://docs.aws.amazon.com/translate/latest/APIReference/API_TranslateText.html, signed with Signature Version 4. */
export class AmazonProvider implements TranslationProvider {
  readonly capability: ProviderCapability;
  private readonly languages = new EngineLanguages({ provider: name, fetch: (signal) => this.fetchLanguages(signal) });

  constructor(private readonly options: AmazonOptions) {
    this.capability = { name, machine: true, maxBatch: 20, region: options.region };
  }

  supports(from: string, to: string): Promise<boolean> {
    return this.languages.supports(from, to);
  }

  translate(texts: readonly string[], from: string, to: string, options: TranslateOptions) {
    return withinLimits(name, options, async (signal) => {
      const { source, target } = await this.languages.require(from, to);
      const common = { SourceLanguageCode: source, TargetLanguageCode: target, ...this.settings() };
      return translateNonBlank(name, texts, (wanted) =>
        inParcels(name, wanted, LIMITS, async ([text]) => {
          const { TranslatedText } = await this.call('TranslateText', { Text: text, ...common }, Translated, signal);
          return [TranslatedText];
        }),
      );
    });
  }

  private settings() {
    const { formality } = this.options;
    return formality === 'default' ? {} : { Settings: { Formality: formality.toUpperCase() } };
  }

  private async fetchLanguages(signal: AbortSignal) {
    const { Languages: listed } = await this.call('ListLanguages', { MaxResults: 500 }, Languages, signal);
    const codes = codesAsTags(listed.map(({ LanguageCode }) => LanguageCode).filter((code) => code !== 'auto'));
    return { sources: codes, targets: codes };
  }

  private async call<T>(operation: string, content: object, answer: z.ZodType<T>, signal: AbortSignal): Promise<T> {
    const { region, accessKeyId, secretAccessKey, url } = this.options;
    const signed = await new AwsV4Signer({
      method: 'POST',
      url: url ?? `https://translate.${region}.amazonaws.com/`,
      headers: { 'content-type': type, 'x-amz-target': `AWSShineFrontendService_20170701.${operation}` },
      body: JSON.stringify(content),
      service: 'translate',
      region,
      accessKeyId,
      secretAccessKey,
    }).sign();
    return callEngine({
      provider: name,
      url: signed.url,
      headers: Object.fromEntries(signed.headers),
      body: { type, content: JSON.stringify(content) },
      answer,
      signal,
    });
  }
}
