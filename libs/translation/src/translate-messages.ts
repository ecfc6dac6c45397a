import { Injectable } from '@nestjs/common';
import { channels, type MessageToTranslate, type TranslateTexts } from '#libs/contracts';
import { WordFilter } from '#libs/moderation';
import { Metrics } from '#libs/platform';
import { SessionLog } from '#libs/session-log';
import { AskEngines } from './ask-engines.js';
import { SOURCE_ENGINE } from './chain/provider-chain.js';
import { by } from './text-times.js';

type Job = Pick<TranslateTexts, 'from' | 'to'> & { sessionId: string };

/**
 * Chat messages in one more language, by their deadline or flagged as the original. It reached everyone before. A
 * translation that says what is blocked in the session is told without its text.
 */
@Injectable()
export class TranslateMessages {
  constructor(
    private readonly engines: AskEngines,
    private readonly words: WordFilter,
    private readonly log: SessionLog,
    private readonly metrics: Metrics,
  ) {}

  async translate(
    { sessionId, from, to }: Job,
    { message, text, byStaff, ...times }: MessageToTranslate,
  ): Promise<void> {
    const { deadlineAt, receivedAt } = times;
    const answer = this.engines.ask({ sessionId, kind: 'chat', from, to, text, until: deadlineAt });
    const { glossary: _, ...said } = (await by(deadlineAt, answer)) ?? { ...original, text, glossary: 0 };
    const isBlocked = !byStaff && (await this.words.blocks(sessionId, said.text));
    const translated = isBlocked ? { ...said, text: '', flags: [...said.flags, 'blocked' as const] } : said;
    const lagMs = Math.max(0, Date.now() - receivedAt);
    await this.log.append(
      sessionId,
      channels.chatIn(to),
      { type: 'chat.translation', message, lang: to, from, ...translated, flags: [...translated.flags], lagMs },
      `${message}.${to}`,
    );
    this.metrics.translationLag.observe({ lang: to, kind: 'chat' }, lagMs / 1000);
  }
}

const original = { engine: SOURCE_ENGINE, machine: false, flags: ['source-fallback'] } as const;
