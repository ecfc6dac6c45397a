import { Injectable } from '@nestjs/common';
import type { TranslationFlag } from '#libs/contracts';
import { Metrics } from '#libs/platform';
import { TranslateTexts } from './translate-texts.js';

type Wanted = { sessionId: string; text: string; from: string; to: string; receivedAt: number; deadlineAt: number };
/** `lagMs` counts from the arrival of the source. */
export type Translation = { text: string; engine: string; machine: boolean; flags: TranslationFlag[]; lagMs: number };

/** One text through the chain, measured. Always ends by the deadline: with a translation, or with the source flagged. */
@Injectable()
export class TranslateText {
  constructor(
    private readonly translator: TranslateTexts,
    private readonly metrics: Metrics,
  ) {}

  async translate(kind: 'caption' | 'chat', wanted: Wanted): Promise<Translation> {
    const { sessionId, text, from, to, receivedAt, deadlineAt } = wanted;
    const { signal } = new AbortController();
    const batch = { sessionId, kind, from, to, texts: [text], context: [], deadlineAt, signal };
    const [result] = await this.translator.translate(batch);
    if (result === undefined) throw new Error('the chain answered fewer texts than it was given');
    const lagMs = Math.max(0, Date.now() - receivedAt);
    this.metrics.translationLag.observe({ lang: to, kind }, lagMs / 1000);
    const { text: translated, engine, machine, flags } = result;
    return { text: translated, engine, machine, flags: [...flags], lagMs };
  }
}
