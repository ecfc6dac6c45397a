import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Settings, TextToTranslate, TranslateTexts } from '#libs/contracts';
import { Metrics, SETTINGS } from '#libs/platform';
import { type HandlesJob, type JobContext, JobHandler } from '#libs/queue';
import { Load } from './load.js';
import { learnNumbers } from './number-guard/index.js';
import { TranslateCaptions } from './translate-captions.js';
import { TranslateListings } from './translate-listings.js';
import { TranslateMessages } from './translate-messages.js';
import { TranslatePartials } from './translate-partials.js';

type TextOf<Kind extends TextToTranslate['kind']> = Extract<TextToTranslate, { kind: Kind }>;

/**
 * The texts of a job, side by side: each has its own deadline, and is told to its readers when it is ready. Under load
 * some are left out; a final that is, is told in the source, as it was promised.
 */
@Injectable()
@JobHandler('translate-texts')
export class DoTranslations implements HandlesJob<'translate-texts'>, OnApplicationBootstrap {
  readonly #load: Load;

  constructor(
    @Inject(SETTINGS) settings: Settings,
    private readonly metrics: Metrics,
    private readonly captions: TranslateCaptions,
    private readonly partials: TranslatePartials,
    private readonly messages: TranslateMessages,
    private readonly listings: TranslateListings,
  ) {
    this.#load = new Load(settings.TRANSLATION_DEADLINE_MS);
  }

  /** Not waited for: who is asked before learns what it needs. */
  onApplicationBootstrap(): void {
    void learnNumbers();
  }

  async handle(job: TranslateTexts, { waitedMs }: Pick<JobContext, 'waitedMs'>): Promise<void> {
    this.#load.begin(job, waitedMs, Date.now());
    this.metrics.translationLoad.set(this.#load.level);
    const shed = this.#load.sheds(job);
    if (shed) this.metrics.translationsShed.inc({ priority: job.priority }, job.texts.length);
    const done = await Promise.allSettled(shed ? this.#leaveOut(job) : this.#translate(job));
    this.#load.end();
    const failed = done.find((result) => result.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  }

  #translate(job: TranslateTexts): Promise<void>[] {
    const { sessionId, texts } = job;
    const listings = this.listings.translate(job, textsOf(texts, 'listing'));
    if (sessionId === null) return [listings];
    const inSession = { ...job, sessionId };
    return [
      listings,
      this.partials.translate(inSession, textsOf(texts, 'partial')),
      ...textsOf(texts, 'caption').map((text) => this.captions.translate(inSession, text)),
      this.messages.translate(inSession, textsOf(texts, 'message')),
    ];
  }

  #leaveOut(job: TranslateTexts): Promise<void>[] {
    const owed = job.priority === 'back-fill' ? [] : textsOf(job.texts, 'caption');
    return owed.map((text) => this.captions.untranslated(job, text));
  }
}

const textsOf = <Kind extends TextToTranslate['kind']>(texts: readonly TextToTranslate[], kind: Kind): TextOf<Kind>[] =>
  texts.filter((text): text is TextOf<Kind> => text.kind === kind);
