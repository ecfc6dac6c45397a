import { Inject, Injectable, Logger } from '@nestjs/common';
import { Metrics } from '#libs/platform';
import type { Speech } from './hear-audio.js';
import type { HeardPiece, SpeechProvider } from './speech-provider.js';
import { SpeechProviderError } from './speech.errors.js';

/** The recogniser that the settings name; null when they name none. */
export const RECOGNISER = Symbol('recogniser');

/** For one stretch of speech, with a second try in it. A caption that comes later is of no use live. */
const patienceMs = 8000;
/** For what is still being said: the next look at it comes soon. */
const glanceMs = 2000;

/** Asks the recogniser, which may fail, but never the stream with it. */
@Injectable()
export class Recognise {
  readonly #logger = new Logger(Recognise.name);

  constructor(
    @Inject(RECOGNISER) private readonly provider: SpeechProvider | null,
    private readonly metrics: Metrics,
  ) {}

  /** The recogniser's; undefined when there is none. */
  get engine(): string | undefined {
    return this.provider?.name;
  }

  /** @returns null when the recogniser could not be asked; times are media time */
  async speech(speech: Speech, lang: string, signal: AbortSignal): Promise<HeardPiece[] | null> {
    const deadline = Date.now() + patienceMs;
    const first = await this.#ask(speech, lang, { deadline: Date.now() + patienceMs / 2, signal });
    if (first instanceof SpeechProviderError && first.retryable) {
      const second = await this.#ask(speech, lang, { deadline, signal });
      return second instanceof SpeechProviderError ? null : second;
    }
    return first instanceof SpeechProviderError ? null : first;
  }

  /** What is heard of speech that goes on; null when that can not be said quickly. */
  async glance(speech: Speech, lang: string, signal: AbortSignal): Promise<HeardPiece[] | null> {
    const heard = await this.#ask(speech, lang, { deadline: Date.now() + glanceMs, signal });
    return heard instanceof SpeechProviderError ? null : heard;
  }

  async #ask({ pcm, t0 }: Speech, lang: string, options: { deadline: number; signal: AbortSignal }) {
    if (this.provider === null) return [];
    const { name } = this.provider;
    try {
      const pieces = await this.provider.listen({ pcm, lang }, options);
      this.metrics.recognitions.inc({ engine: name, outcome: pieces.length > 0 ? 'heard' : 'nothing' });
      return pieces.map((piece) => ({ ...piece, t0: t0 + piece.t0, t1: t0 + piece.t1 }));
    } catch (error) {
      options.signal.throwIfAborted();
      // whatever else was thrown may quote what was heard, and is not passed on
      const failure =
        error instanceof SpeechProviderError ? error : new SpeechProviderError('speech.provider-bad-answer', name);
      this.metrics.recognitions.inc({ engine: name, outcome: 'failed' });
      this.#logger.warn({ engine: name, code: failure.code, status: failure.status }, 'speech not recognised');
      return failure;
    }
  }
}
