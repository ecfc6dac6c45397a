import { Injectable } from '@nestjs/common';
import { channels, type TranslateCaption as Job } from '#libs/contracts';
import { type HandlesJob, JobHandler } from '#libs/queue';
import { SessionLog } from '#libs/session-log';
import { TranslateText } from './translate-text.js';

/** A final caption in one more language. Two workers that do the same job append one entry: its id says which text it is. */
@Injectable()
@JobHandler('translate-caption')
export class TranslateCaption implements HandlesJob<'translate-caption'> {
  constructor(
    private readonly translator: TranslateText,
    private readonly log: SessionLog,
  ) {}

  async handle(job: Job): Promise<void> {
    const translation = await this.translator.translate('caption', job);
    const { segment, n, sourceRev, from, to, t0, t1 } = job;
    await this.log.append(
      job.sessionId,
      channels.captionsIn(to),
      {
        type: 'caption',
        segment,
        n,
        lang: to,
        from,
        rev: sourceRev,
        sourceRev,
        state: 'final',
        stable: [...translation.text].length,
        t0,
        t1,
        ...translation,
      },
      `${segment}.${sourceRev}.${to}`,
    );
  }
}
