import { Injectable } from '@nestjs/common';
import { Metrics } from '#libs/platform';
import { ProviderChain, SOURCE_ENGINE, type TranslatedText as ChainText } from './chain/provider-chain.js';
import { type GlossaryInForce, SessionGlossary } from './glossary/session-glossary.js';

/** Texts of one pair of languages that are wanted together. */
export type TextBatch = {
  /** `null` when they belong to no session, as those of a listing. */
  sessionId: string | null;
  kind: 'caption' | 'chat' | 'listing' | 'rehearsal';
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

/**
 * A batch through the chain, with the words of its session, measured. Always ends by the deadline: with translations,
 * or with the sources flagged.
 */
@Injectable()
export class TranslateTexts {
  constructor(
    private readonly chain: ProviderChain,
    private readonly glossaries: SessionGlossary,
    private readonly metrics: Metrics,
  ) {}

  /** One result for each text, in order. Rejects only with the signal's reason, when that aborts. */
  async translate(batch: TextBatch): Promise<TranslatedText[]> {
    const { kind, from, to, texts, context, deadlineAt: deadline, signal, sessionId } = batch;
    const glossary = await this.#glossaryOf(batch);
    // without knowing who may see it, nobody sees it
    if (glossary === undefined) return texts.map((text) => ({ ...sourceOf(text), glossary: 0 }));
    const { version, terms, allowedRegions } = glossary;
    // Interpreters follow what is said, not the chat.
    const interpreted = kind === 'caption' && sessionId !== null ? { sessionId } : {};
    const paid = sessionId === null ? {} : { payer: sessionId };
    const options = { context, glossary: terms, allowedRegions, deadline, signal, ...interpreted, ...paid };
    const results = await this.chain.translate(texts, from, to, options);
    for (const [engine, count] of countedBy(results)) this.metrics.translations.inc({ engine, lang: to, kind }, count);
    return results.map((result) => ({ ...result, glossary: version }));
  }

  async #glossaryOf({ sessionId, from, to }: TextBatch): Promise<GlossaryInForce | undefined> {
    if (sessionId === null) return { version: 0, terms: [], allowedRegions: [] };
    return this.glossaries.of(sessionId, from, to).catch(() => undefined);
  }
}

const sourceOf = (text: string): ChainText => ({
  text,
  engine: SOURCE_ENGINE,
  machine: false,
  flags: ['source-fallback'],
});

function countedBy(results: readonly ChainText[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { engine } of results) counts.set(engine, (counts.get(engine) ?? 0) + 1);
  return counts;
}
