import { Injectable } from '@nestjs/common';
import { channels, type PartialToTranslate, type TranslateTexts } from '#libs/contracts';
import { SessionLog } from '#libs/session-log';
import { AskEngines } from './ask-engines.js';
import { CaptionDraftsStore } from './caption-drafts.store.js';
import { captionEventId } from './caption-event.js';
import { by } from './text-times.js';

type Job = Pick<TranslateTexts, 'from' | 'to'> & { sessionId: string };

/** Captions in one more language while they are being spoken. The latest wins: what is outdated is dropped, unread. */
@Injectable()
export class TranslatePartials {
  constructor(
    private readonly engines: AskEngines,
    private readonly drafts: CaptionDraftsStore,
    private readonly log: SessionLog,
  ) {}

  async translate(job: Job, texts: readonly PartialToTranslate[]): Promise<void> {
    if (texts.length === 0) return;
    const current = await this.drafts.current(texts);
    const wanted = texts.filter(({ segment }) => current.has(segment));
    await Promise.all(wanted.map((text) => this.#translate(job, text)));
  }

  async #translate({ sessionId, from, to }: Job, partial: PartialToTranslate): Promise<void> {
    const { segment, n, sourceRev, t0, t1, text, receivedAt, deadlineAt } = partial;
    const question = { sessionId, kind: 'caption', from, to, text, n, until: deadlineAt } as const;
    const translated = await by(deadlineAt, this.engines.ask(question));
    if (translated === undefined || translated.flags.includes('source-fallback')) return;
    const shown = await this.drafts.agree({ segment, lang: to, sourceRev, output: translated.text });
    if (shown === undefined) return;
    const { engine, machine, flags } = translated;
    const event = {
      type: 'caption' as const,
      segment,
      n,
      lang: to,
      from,
      rev: sourceRev,
      sourceRev,
      state: 'partial' as const,
      text: shown,
      stable: [...shown].length,
      t0,
      t1,
      engine,
      machine,
      flags: [...flags],
      lagMs: Math.max(0, Date.now() - receivedAt),
    };
    await this.log.append(sessionId, channels.captionsIn(to), event, captionEventId(event));
  }
}
