import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { Settings } from '#libs/contracts';
import { SETTINGS } from '#libs/platform';
import { Gathering, groupedBy, inPieces } from './gathering.js';
import { SessionContextStore } from './session-context.store.js';
import { type TextBatch, TranslateTexts, type TranslatedText } from './translate-texts.js';

type Question = Pick<TextBatch, 'sessionId' | 'kind' | 'from' | 'to'> & {
  text: string;
  /** When the answer is of no more use, Unix milliseconds. */
  until: number;
  /** Number of the segment it belongs to, where it is speech. */
  n?: number;
};
type Waiting = Question & { answer: (translated: TranslatedText | undefined) => void };

/** As many as most engines take at once. */
const mostTexts = 50;

/**
 * One call for all texts of a session and pair that come within a few milliseconds, from whichever jobs. Calls do not
 * wait for each other: one that hangs delays its own texts only.
 */
@Injectable()
export class AskEngines implements BeforeApplicationShutdown {
  readonly #asked: Gathering<Waiting>;
  readonly #closing = new AbortController();

  constructor(
    @Inject(SETTINGS) settings: Settings,
    private readonly translator: TranslateTexts,
    private readonly contexts: SessionContextStore,
  ) {
    this.#asked = new Gathering(settings.TRANSLATION_GATHER_MS, (waiting) => this.#take(waiting));
  }

  /** The translation, or the source flagged as such. `undefined` when the process ends before. Never rejects. */
  ask(question: Question): Promise<TranslatedText | undefined> {
    return new Promise((answer) => this.#asked.add([{ ...question, answer }]));
  }

  /** The jobs have ended by then; what is left are answers that come late. */
  beforeApplicationShutdown(): void {
    this.#asked.flush();
    this.#closing.abort(new Error('the process ends'));
  }

  #take(waiting: readonly Waiting[]): void {
    const together = ({ sessionId, kind, from, to }: Waiting) => [sessionId, kind, from, to].join(' ');
    for (const group of groupedBy(waiting, together))
      for (const piece of inPieces(group, mostTexts)) void this.#call(piece);
  }

  async #call(waiting: readonly Waiting[]): Promise<void> {
    const [first] = waiting;
    if (first === undefined) return;
    const { sessionId, kind, from, to } = first;
    const deadlineAt = Math.max(...waiting.map(({ until }) => until));
    try {
      const context = await this.#context(waiting, first);
      const texts = waiting.map(({ text }) => text);
      const batch = { sessionId, kind, from, to, texts, context, deadlineAt, signal: this.#closing.signal };
      const translated = await this.translator.translate(batch);
      for (const [at, { answer }] of waiting.entries()) answer(translated[at]);
    } catch {
      // nobody answers any more: what was not translated is still owed, and asked for again
      for (const { answer } of waiting) answer(undefined);
    }
  }

  async #context(waiting: readonly Waiting[], { sessionId, kind, from }: Waiting): Promise<string[]> {
    if (sessionId === null || kind !== 'caption') return [];
    const n = Math.min(...waiting.map((question) => question.n ?? Number.POSITIVE_INFINITY));
    return this.contexts.before(sessionId, n, from).catch(() => []);
  }
}
