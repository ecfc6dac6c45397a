import { Injectable } from '@nestjs/common';
import { channels, type TranslateMessage as Job } from '#libs/contracts';
import { type HandlesJob, JobHandler } from '#libs/queue';
import { SessionLog } from '#libs/session-log';
import { TranslateText } from './translate-text.js';

/** A chat message in one more language. The original reached everyone before. */
@Injectable()
@JobHandler('translate-message')
export class TranslateMessage implements HandlesJob<'translate-message'> {
  constructor(
    private readonly translator: TranslateText,
    private readonly log: SessionLog,
  ) {}

  async handle(job: Job): Promise<void> {
    const translation = await this.translator.translate('chat', job);
    const { sessionId, message, from, to } = job;
    await this.log.append(
      sessionId,
      channels.chatIn(to),
      { type: 'chat.translation', message, lang: to, from, ...translation },
      `${message}.${to}`,
    );
  }
}
