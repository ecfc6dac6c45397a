import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { Settings } from '#libs/contracts';
import { groupBy, SETTINGS } from '#libs/platform';
import { Gathering } from './gathering.js';
import { SessionContextStore } from './session-context.store.js';
import { type TextBatch, TranslateTexts, type TranslatedText } from './translate-texts.js';

type Question = Pick<TextBatch, 'sessionId' | 'kind' | 'from' | 'to' | 'texts'> & {
  /** When the answer is of no more use, Unix milliseconds. */
  until: number;
  /** Readers wait for it, and nothing else is likely to go the same way at the same time. */
  urgent?: boolean;
  /** Number of the segment it belongs to, where it is speech. */
  n?: number;
};
type Answer = readonly TranslatedText[] | undefined;
type Waiting = Question & { answer: (answer: Answer) => void };

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
  async ask({ text, ...question }: Omit<Question, 'texts'> & { text: string }): Promise<TranslatedText | undefined> {
    return (await this.askAll({ ...question, texts: [text] }))?.[0];
  }

  /** The same for several texts of one job, in their order. */
  askAll(question: Question): Promise<Answer> {
    return new Promise((answer) => this.#asked.add([{ ...question, answer }], question.urgent));
  }

  /** The jobs have ended by then; what is left are answers that come late. */
  beforeApplicationShutdown(): void {
    this.#asked.flush();
    this.#closing.abort(new Error('the process ends'));
  }

  #take(waiting: readonly Waiting[]): void {
    const together = ({ sessionId, kind, from, to }: Waiting) => [sessionId, kind, from, to].join(' ');
    for (const group of groupBy(waiting, together).values())
      for (const piece of fewEnough(group)) void this.#call(piece);
  }

  async #call(waiting: readonly Waiting[]): Promise<void> {
    const [first] = waiting;
    if (first === undefined) return;
    const { sessionId, kind, from, to } = first;
    const deadlineAt = Math.max(...waiting.map(({ until }) => until));
    try {
      const context = await this.#context(waiting, first);
      const texts = waiting.flatMap((question) => question.texts);
      const batch = { sessionId, kind, from, to, texts, context, deadlineAt, signal: this.#closing.signal };
      const translated = await this.translator.translate(batch);
      let at = 0;
      for (const { texts, answer } of waiting) answer(translated.slice(at, (at += texts.length)));
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

/** Questions that are asked together, each of them whole. */
function fewEnough(questions: readonly Waiting[]): Waiting[][] {
  const pieces: Waiting[][] = [];
  let left = 0;
  for (const question of questions) {
    if (question.texts.length > left) {
      pieces.push([]);
      left = mostTexts;
    }
    pieces.at(-1)?.push(question);
    left -= question.texts.length;
  }
  return pieces;
}
