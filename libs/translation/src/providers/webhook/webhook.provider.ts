import { Webhook } from 'standardwebhooks';
import { uuidv7 } from 'uuidv7';
import { z } from 'zod';
import type { ProviderCapability, TranslateOptions, TranslationProvider } from '../../translation-provider.js';
import { TranslationProviderError } from '../../translation.errors.js';
import { withinLimits } from '../call-limits.js';
import { callEngine, jsonBody } from '../engine-call.js';
import { EnginePairs } from '../engine-pairs.js';
import { isBlank } from '../../translation-provider.js';

const Pairs = z.object({
  pairs: z.array(z.object({ source: z.string(), target: z.string() })).max(10_000),
});
const Translated = z.object({ translations: z.array(z.string().nullable()) });

const name = 'webhook';

export interface WebhookOptions {
  url: string;
  /** `whsec_` and base64, as Standard Webhooks has it. */
  secret: string;
  region?: string;
}

/**
 * The operator's own engine: a POST of JSON, signed as https://www.standardwebhooks.com has it. Two types of request:
 *
 *     { "type": "translation.pairs" }                     → { "pairs": [{ "source": "en", "target": "sw" }] }
 *     { "type": "translation.requested", "timestamp": …,
 *       "data": { from, to, texts, context, glossary, deadline } } → { "translations": ["…", null] }
 *
 * `null` passes a text on to the next provider.
 */
export class WebhookProvider implements TranslationProvider {
  readonly capability: ProviderCapability;
  private readonly signer: Webhook;
  private readonly pairs = new EnginePairs({
    provider: name,
    fetch: async (signal) => (await this.post({ type: 'translation.pairs' }, Pairs, signal)).pairs,
    tagOfCode: {},
  });

  constructor(private readonly options: WebhookOptions) {
    const { region } = options;
    this.capability = { name, machine: true, maxBatch: 50, ...(region && { region }) };
    this.signer = new Webhook(options.secret);
  }

  async supports(from: string, to: string): Promise<boolean> {
    return (await this.pairs.find(from, to)) !== undefined;
  }

  translate(texts: readonly string[], from: string, to: string, options: TranslateOptions) {
    return withinLimits(name, options, async (signal) => {
      const { source, target } = await this.pairs.require(from, to);
      if (texts.every(isBlank)) return texts.map(() => undefined);
      const { context = [], glossary = [], deadline } = options;
      const data = { from: source, to: target, texts, context, glossary, deadline: new Date(deadline).toISOString() };
      const { translations } = await this.post({ type: 'translation.requested', data }, Translated, signal);
      if (translations.length !== texts.length) {
        throw new TranslationProviderError('translation.provider-bad-answer', name);
      }
      return translations.map((text, at) =>
        text === null || isBlank(text) || isBlank(texts[at] ?? '') ? undefined : { text, flags: [] },
      );
    });
  }

  private post<T>(event: { type: string; data?: object }, answer: z.ZodType<T>, signal: AbortSignal): Promise<T> {
    const id = `msg_${uuidv7()}`;
    const at = new Date();
    const body = jsonBody({ ...event, timestamp: at.toISOString() });
    return callEngine({
      provider: name,
      url: new URL(this.options.url),
      headers: {
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
        'webhook-signature': this.signer.sign(id, at, body.content),
      },
      body,
      answer,
      signal,
    });
  }
}
