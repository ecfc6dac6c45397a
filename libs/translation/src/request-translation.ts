import { Inject, Injectable } from '@nestjs/common';
import type { Caption, ChatMessage, JobPriority, Settings } from '#libs/contracts';
import { SETTINGS } from '#libs/platform';
import { JobQueue } from '#libs/queue';
import type { SessionRecord } from '#libs/sessions';
import { LanguagePolicy } from './language-policy.js';

/** Leaves one job for each language that reads along: a slow pair delays nobody else. */
@Injectable()
export class RequestTranslation {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly policy: LanguagePolicy,
    private readonly jobs: JobQueue,
  ) {}

  /** @param receivedAt when the source arrived, Unix milliseconds; the deadline counts from it */
  async ofCaption(session: SessionRecord, caption: Caption, receivedAt: number): Promise<void> {
    const { segment, n, sourceRev, t0, t1, lang, text } = caption;
    const targets = await this.policy.targets(session, lang);
    await this.jobs.addAll(
      targets.map((to) => ({
        name: 'translate-caption' as const,
        data: { ...this.#common(session.id, lang, to, text, receivedAt), segment, n, sourceRev, t0, t1 },
        options: { id: `caption.${segment}.${sourceRev}.${to}`, priority: 'caption-final' as const },
      })),
    );
  }

  async ofMessage(session: SessionRecord, message: ChatMessage, receivedAt: number): Promise<void> {
    const { lang, text, author } = message;
    const priority: JobPriority = author.role === null ? 'viewer-chat' : 'host-chat';
    const targets = await this.policy.targets(session, lang);
    await this.jobs.addAll(
      targets.map((to) => ({
        name: 'translate-message' as const,
        data: { ...this.#common(session.id, lang, to, text, receivedAt), message: message.message },
        options: { id: `message.${message.message}.${to}`, priority },
      })),
    );
  }

  #common(sessionId: string, from: string, to: string, text: string, receivedAt: number) {
    return { sessionId, from, to, text, receivedAt, deadlineAt: receivedAt + this.settings.TRANSLATION_DEADLINE_MS };
  }
}
