import { Injectable } from '@nestjs/common';
import type { TextToTranslate, TranslateTexts } from '#libs/contracts';
import { type HandlesJob, JobHandler } from '#libs/queue';
import { TranslateCaptions } from './translate-captions.js';
import { TranslateMessages } from './translate-messages.js';

/** The texts of a job, side by side: each has its own deadline, and is told to its readers when it is ready. */
@Injectable()
@JobHandler('translate-texts')
export class DoTranslations implements HandlesJob<'translate-texts'> {
  constructor(
    private readonly captions: TranslateCaptions,
    private readonly messages: TranslateMessages,
  ) {}

  async handle(job: TranslateTexts): Promise<void> {
    const done = await Promise.allSettled(job.texts.map((text) => this.#translate(job, text)));
    const failed = done.find((result) => result.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  }

  async #translate(job: TranslateTexts, text: TextToTranslate): Promise<void> {
    const { sessionId } = job;
    if (sessionId === null) return;
    if (text.kind === 'caption') await this.captions.translate(job, text);
    if (text.kind === 'message') await this.messages.translate({ ...job, sessionId }, text);
  }
}
