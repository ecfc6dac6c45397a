import { Injectable } from '@nestjs/common';
import type { TranslationFlag } from '#libs/contracts';
import { Metrics } from '#libs/platform';
import { ProviderChain } from './provider-chain.js';

type Wanted = { text: string; from: string; to: string; receivedAt: number; deadlineAt: number };
/** `lagMs` counts from the arrival of the source. */
export type Translation = { text: string; engine: string; machine: boolean; flags: TranslationFlag[]; lagMs: number };

/** One text through the chain, measured. Always ends by the deadline: with a translation, or with the source flagged. */
@Injectable()
export class TranslateText {
  constructor(
    private readonly chain: ProviderChain,
    private readonly metrics: Metrics,
  ) {}

  async translate(kind: 'caption' | 'chat', { text, from, to, receivedAt, deadlineAt }: Wanted): Promise<Translation> {
    const signal = new AbortController().signal;
    const [result] = await this.chain.translate([text], from, to, { deadline: deadlineAt, signal });
    if (result === undefined) throw new Error('the chain answered fewer texts than it was given');
    const lagMs = Math.max(0, Date.now() - receivedAt);
    this.metrics.translations.inc({ engine: result.engine, lang: to, kind });
    this.metrics.translationLag.observe({ lang: to, kind }, lagMs / 1000);
    return { ...result, flags: [...result.flags], lagMs };
  }
}
