import { Injectable } from '@nestjs/common';
import { Metrics } from '#libs/platform';
import { ProviderChain, type TranslatedText as ChainText } from './chain/provider-chain.js';

/** Texts of one pair of languages that are wanted together. */
export type TextBatch = {
  /** `null` when they belong to no session, as those of a listing. */
  sessionId: string | null;
  kind: 'caption' | 'chat' | 'listing';
  from: string;
  to: string;
  texts: readonly string[];
  /** What was said before, oldest first. Never translated itself. */
  context: readonly string[];
  /** Unix milliseconds. */
  deadlineAt: number;
  signal: AbortSignal;
};

/** `glossary` is the version of the session's glossary that was in force; 0 without one. */
export type TranslatedText = ChainText & { glossary: number };

/** A batch through the chain, measured. Always ends by the deadline: with translations, or with the sources flagged. */
@Injectable()
export class TranslateTexts {
  constructor(
    private readonly chain: ProviderChain,
    private readonly metrics: Metrics,
  ) {}

  /** One result for each text, in order. Rejects only with the signal's reason, when that aborts. */
  async translate(batch: TextBatch): Promise<TranslatedText[]> {
    const { sessionId, kind, from, to, texts, context, deadlineAt, signal } = batch;
    // Interpreters follow what is said, not the chat.
    const interpreted = kind === 'caption' && sessionId !== null ? { sessionId } : {};
    const results = await this.chain.translate(texts, from, to, {
      context,
      deadline: deadlineAt,
      signal,
      ...interpreted,
    });
    for (const { engine } of results) this.metrics.translations.inc({ engine, lang: to, kind });
    return results.map((result) => ({ ...result, glossary: 0 }));
  }
}
