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

  async translate({ sessionId, from, to }: Job, messages: readonly MessageToTranslate[]): Promise<void> {
    if (messages.length === 0) return;
    // they were gathered within milliseconds
    const until = Math.min(...messages.map(({ deadlineAt }) => deadlineAt));
    const texts = messages.map(({ text }) => text);
    const answers = await by(until, this.engines.askAll({ sessionId, kind: 'chat', from, to, texts, until }));
    const isBlocked = await this.words.of(sessionId);
    const lag = this.metrics.translationLag.labels({ lang: to, kind: 'chat' });
    const tell = async ({ message, text, byStaff, receivedAt }: MessageToTranslate, at: number): Promise<void> => {
      const { glossary: _, ...said } = answers?.[at] ?? { ...original, text, glossary: 0 };
      const translated =
        !byStaff && isBlocked(said.text) ? { ...said, text: '', flags: [...said.flags, 'blocked' as const] } : said;
      const lagMs = Math.max(0, Date.now() - receivedAt);
      const event = { type: 'chat.translation' as const, message, lang: to, from, ...translated, lagMs };
      await this.log.append(
        sessionId,
        channels.chatIn(to),
        { ...event, flags: [...translated.flags] },
        `${message}.${to}`,
      );
      lag.observe(lagMs / 1000);
    };
    await Promise.all(messages.map(tell));
  }
}

const original = { engine: SOURCE_ENGINE, machine: false, flags: ['source-fallback'] } as const;
