import { Injectable, Logger } from '@nestjs/common';
import type { CaptionToTranslate, TranslateTexts } from '#libs/contracts';
import { errorFields, Metrics } from '#libs/platform';
import { AskEngines } from './ask-engines.js';
import type { MachineText } from './caption-texts.store.js';
import { SOURCE_ENGINE } from './chain/provider-chain.js';
import { PublishInTurn } from './publish-in-turn.js';
import { RecordCaptions } from './record-captions.js';
import { isUrgent } from './translation-job.js';
import { answerableUntil, by, type Phase, phaseAt, standInAt } from './text-times.js';
import type { TranslatedText } from './translate-texts.js';

type Job = Pick<TranslateTexts, 'sessionId' | 'from' | 'to' | 'priority'>;
type Made = Pick<MachineText, 'state' | 'text' | 'engine' | 'machine' | 'flags' | 'glossary'>;

const isTranslation = (translated: TranslatedText): boolean => !translated.flags.includes('source-fallback');

/**
 * Final captions in one more language. Viewers get the translation, or by the deadline the source in its stead, or when
 * it is too late for either word that the segment was skipped; a translation that comes after that replaces it.
 */
@Injectable()
export class TranslateCaptions {
  readonly #logger = new Logger(TranslateCaptions.name);

  constructor(
    private readonly engines: AskEngines,
    private readonly records: RecordCaptions,
    private readonly turns: PublishInTurn,
    private readonly metrics: Metrics,
  ) {}

  /** Resolves when viewers have it. What an engine says later is followed behind the caller's back. */
  async translate(job: Job, text: CaptionToTranslate): Promise<void> {
    const started = Date.now();
    const urgent = isUrgent(job.priority);
    const question = { ...job, kind: 'caption' as const, text: text.text, n: text.n, urgent };
    const answer = this.engines.ask({ ...question, until: answerableUntil(started, text) });
    if (job.priority === 'back-fill') return this.#later(job, text, answer, undefined);
    const phase = phaseAt(started, text);
    const inTime = phase === 'in-time' ? await by(standInAt(text), answer) : undefined;
    await this.#tell(job, text, inTime === undefined ? standInOf(phase, text) : { ...inTime, state: 'final' });
    if (inTime === undefined)
      this.#later(job, text, answer, phase === 'too-late' ? sourceOf(text) : undefined).catch((error: unknown) =>
        this.#logger.warn({ err: errorFields(error as Error) }, 'late translation not published'),
      );
  }

  /** The source in place of a translation, without asking an engine. */
  untranslated(job: Job, text: CaptionToTranslate): Promise<void> {
    return this.#tell(job, text, sourceOf(text));
  }

  async #tell(job: Job, text: CaptionToTranslate, made: Made): Promise<void> {
    const recorded = await this.#record(job, text, made);
    if (recorded !== undefined) await this.turns.final(recorded);
    this.metrics.translationLag.observe({ lang: job.to, kind: 'caption' }, (Date.now() - text.receivedAt) / 1000);
  }

  /** @param instead of a translation when there is none: who missed the segment should have at least what was said */
  async #later(
    job: Job,
    text: CaptionToTranslate,
    answer: Promise<TranslatedText | undefined>,
    instead: Made | undefined,
  ): Promise<void> {
    const translated = await answer;
    if (translated === undefined) return;
    const made = isTranslation(translated) ? { ...translated, state: 'final' as const } : instead;
    const recorded = made && (await this.#record(job, text, made));
    if (recorded !== undefined) await this.turns.now(recorded);
  }

  /** `undefined` when there is nothing to tell: the source has changed, or a person has spoken. */
  async #record(job: Job, { segment, sourceRev, receivedAt }: CaptionToTranslate, made: Made) {
    const lagMs = Math.max(0, Date.now() - receivedAt);
    const recorded = await this.records.record({ segment, lang: job.to, sourceRev, lagMs, ...made });
    return recorded === undefined || recorded.locked || recorded.state === 'retracted' ? undefined : recorded;
  }
}

const untranslated = { engine: SOURCE_ENGINE, machine: false, glossary: 0 } as const;
const skipped: Made = { ...untranslated, state: 'skipped', text: '', flags: [] };
const standInOf = (phase: Phase, text: CaptionToTranslate): Made => (phase === 'too-late' ? skipped : sourceOf(text));
const sourceOf = ({ text }: CaptionToTranslate): Made => ({
  ...untranslated,
  state: 'final',
  text,
  flags: ['source-fallback'],
});
