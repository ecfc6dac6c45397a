import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import type { Caption, ChatMessage, JobPriority, Settings } from '#libs/contracts';
import { errorFields, SETTINGS } from '#libs/platform';
import { JobQueue } from '#libs/queue';
import type { SessionRecord } from '#libs/sessions';
import { Gathering } from './gathering.js';
import { LanguagePolicy } from './language-policy.js';
import { isUrgent, jobsFor, type WantedText } from './translation-job.js';

/** A caption, the languages that wait for it, the most watched first, and until when (Unix milliseconds). */
type WantedCaption = {
  caption: Pick<Caption, 'segment' | 'n' | 'sourceRev' | 't0' | 't1' | 'lang' | 'text'>;
  targets: readonly string[];
  receivedAt: number;
  deadlineAt: number;
  /** Those of the targets that nobody waits for: they are for the archive. */
  unwatched?: readonly string[];
  priority?: Extract<JobPriority, 'correction' | 'caption-final' | 'caption-partial' | 'back-fill' | 'archive'>;
  /** Names another attempt at what was asked before and lost. */
  again?: string;
};

/** More texts than this can wait for no queue: whatever holds it up, memory is not what gives. */
const mostWaiting = 20_000;
const firstWaitMs = 250;
const longestWaitMs = 2000;

/**
 * Asks for texts in other languages: a job for each language, so that a slow pair delays nobody else. Nobody waits for
 * the queue, and nobody fails with it: the original is out already, and a final is kept beside the languages that it
 * is owed to.
 */
@Injectable()
export class RequestTranslation implements BeforeApplicationShutdown {
  readonly #logger = new Logger(RequestTranslation.name);
  readonly #wanted: Gathering<WantedText>;
  readonly #storing = new Set<Promise<void>>();
  #waiting = 0;
  #closing = false;

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly policy: LanguagePolicy,
    private readonly jobs: JobQueue,
  ) {
    this.#wanted = new Gathering(settings.TRANSLATION_GATHER_MS, (wanted) => this.#store(wanted));
  }

  ofFinal(sessionId: string, { caption, targets, again, unwatched = [], ...wanted }: WantedCaption): void {
    const { segment, n, sourceRev, t0, t1, lang, text } = caption;
    const { receivedAt, deadlineAt, priority = 'caption-final' } = wanted;
    const kind = priority === 'caption-partial' ? 'partial' : 'caption';
    const spoken = { kind, segment, n, sourceRev, t0, t1, text, receivedAt, deadlineAt } as const;
    const repeated = again === undefined ? {} : { again };
    const urgency = (to: string) => (priority === 'caption-final' && unwatched.includes(to) ? 'archive' : priority);
    this.want(
      targets.map((to, rank) => {
        return { sessionId, from: lang, to, priority: urgency(to), rank, text: spoken, ...repeated };
      }),
    );
  }

  /** A caption that is still being spoken: worthless in a moment, so that nobody remembers it. */
  ofPartial(session: SessionRecord, caption: Caption, receivedAt: number): void {
    this.#behind(async () => {
      const chosen = await this.policy.choose(session, caption.lang);
      const targets = chosen.targets.filter((lang) => !chosen.unwatched.includes(lang));
      const deadlineAt = receivedAt + this.settings.TRANSLATION_DEADLINE_MS / 2;
      this.ofFinal(session.id, { caption, targets, receivedAt, deadlineAt, priority: 'caption-partial' });
    });
  }

  /**
   * @param receivedAt when the original arrived, Unix milliseconds; the deadline counts from it
   * @param owed languages that it must reach even when nobody is seen to read them, before what viewers say to each other
   */
  ofMessage(
    session: SessionRecord,
    message: ChatMessage,
    receivedAt: number,
    owed: Promise<readonly string[]> = Promise.resolve([]),
  ): void {
    const { role } = message.author;
    const byStaff = role !== null && role !== 'interpreter';
    this.#behind(async () => {
      const [chosen, others] = await Promise.all([this.policy.choose(session, message.lang), owed]);
      const targets = [...new Set([...chosen.targets, ...others])].filter((lang) => lang !== message.lang);
      const deadlineAt = receivedAt + this.settings.TRANSLATION_DEADLINE_MS;
      const said = { kind: 'message', message: message.message, text: message.text, byStaff } as const;
      const text = { ...said, receivedAt, deadlineAt };
      this.want(
        targets.map((to, rank) => {
          const said = role === null ? 'viewer-chat' : 'host-chat';
          const read = chosen.unwatched.includes(to) ? ('archive' as const) : said;
          const priority = others.includes(to) ? 'host-chat' : read;
          return { sessionId: session.id, from: message.lang, to, priority, rank, text };
        }),
      );
    });
  }

  /** Leaves the texts for the workers as soon as others that come with them are there. */
  want(texts: readonly WantedText[]): void {
    if (this.#waiting + texts.length > mostWaiting) {
      this.#logger.warn({ texts: texts.length }, 'too many texts wait for the queue');
      return;
    }
    this.#waiting += texts.length;
    this.#wanted.add(
      texts,
      texts.some(({ priority }) => isUrgent(priority)),
    );
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#closing = true;
    this.#wanted.flush();
    await Promise.all(this.#storing);
  }

  #store(wanted: readonly WantedText[]): void {
    this.#behind(async () => {
      try {
        await this.#insist(wanted);
      } finally {
        this.#waiting -= wanted.length;
      }
    });
  }

  /** A queue that is away is asked again while there is time: the same texts asked for twice are the same jobs. */
  async #insist(wanted: readonly WantedText[]): Promise<void> {
    let left = wanted;
    for (let waitMs = firstWaitMs; ; waitMs = Math.min(2 * waitMs, longestWaitMs)) {
      try {
        return await this.jobs.addAll(jobsFor(left));
      } catch (error) {
        left = left.filter(({ text }) => text.deadlineAt > Date.now() + waitMs);
        if (left.length === 0 || this.#closing) throw error;
        await pause(waitMs);
      }
    }
  }

  #behind(work: () => Promise<void>): void {
    const doing = work()
      .catch((error: unknown) => this.#logger.warn({ err: errorFields(error as Error) }, 'texts not asked for'))
      .finally(() => this.#storing.delete(doing));
    this.#storing.add(doing);
  }
}
