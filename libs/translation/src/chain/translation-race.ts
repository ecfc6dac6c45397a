import { setTimeout as sleep } from 'node:timers/promises';
import { inPieces } from '#libs/platform';
import type { ProvidedText, TranslateOptions } from '../translation-provider.js';
import type { GuardedProvider } from './guarded-provider.js';
import { Superseded } from './superseded.js';

export interface RaceOptions {
  /** When a provider has not answered for so long, the next is asked beside it. Milliseconds. */
  hedgeMs: number;
  /** So long a person's answer is preferred to a machine's that came sooner. Milliseconds. */
  personMs: number;
}

export interface Won {
  answer: ProvidedText;
  by: GuardedProvider;
}

interface Lane {
  by: GuardedProvider;
  at: readonly number[];
  controller: AbortController;
  /** It has not answered for so long that the next one is asked beside it. */
  isSlow: boolean;
}

// With less than this left no engine answers, and one that is asked all the same would be blamed for it.
const LEAST_TIME_MS = 50;
const GATHER_MS = 1;

/**
 * Texts on their way through providers in order: each is asked for what those before it did not translate, and for
 * what they take too long for. The first good answer to a text wins, and calls that nobody needs any more are given
 * up. While a person is at work, what machines say is held back.
 */
export class TranslationRace {
  readonly won = new Map<number, Won>();
  /** Who failed in a way that may be over soon. */
  readonly worthAnotherTry = new Set<GuardedProvider>();
  private readonly held = new Map<number, Won>();
  private readonly lanes = new Set<Lane>();
  private readonly gathered = new Map<GuardedProvider, { at: number[]; run: Promise<void> }>();

  constructor(
    private readonly texts: readonly string[],
    private readonly from: string,
    private readonly to: string,
    private readonly options: TranslateOptions & RaceOptions,
  ) {}

  /** Ends when all are translated, nobody is left to ask, or time is over. Rejects only with the signal's reason. */
  async run(providers: readonly GuardedProvider[], at: readonly number[]): Promise<void> {
    const wanted = at.filter((text) => !this.won.has(text));
    const [by, ...others] = providers;
    if (by === undefined || wanted.length === 0 || Date.now() + LEAST_TIME_MS > this.options.deadline) return;
    const batches = inPieces(wanted, by.provider.capability.maxBatch);
    await Promise.all(batches.map((batch) => this.ask(by, others, batch)));
  }

  /** Small batches that end together go on as one: somebody who takes one text at a time must not cut them for others. */
  private runTogether(providers: readonly GuardedProvider[], at: readonly number[]): Promise<void> {
    const [next] = providers;
    if (next === undefined) return Promise.resolve();
    const known = this.gathered.get(next);
    if (known !== undefined) {
      known.at.push(...at);
      return known.run;
    }
    const gathered = [...at];
    const runTogether = async () => {
      await sleep(GATHER_MS);
      this.gathered.delete(next);
      await this.run(providers, gathered);
    };
    const run = runTogether();
    this.gathered.set(next, { at: gathered, run });
    return run;
  }

  private async ask(by: GuardedProvider, others: readonly GuardedProvider[], at: readonly number[]): Promise<void> {
    const lane: Lane = { by, at, controller: new AbortController(), isSlow: false };
    const giveUp = () => lane.controller.abort(this.options.signal.reason);
    this.options.signal.addEventListener('abort', giveUp, { once: true });
    let beside: Promise<void> | undefined;
    const askOthers = () => (beside ??= this.runTogether(others, at));
    const timer = setTimeout(() => {
      lane.isSlow = true;
      // Whoever gives up is told by the call that is waited for.
      askOthers().catch(() => undefined);
    }, this.options.hedgeMs);
    this.lanes.add(lane);
    try {
      await this.call(lane);
    } finally {
      clearTimeout(timer);
      this.options.signal.removeEventListener('abort', giveUp);
      this.lanes.delete(lane);
      this.release();
    }
    await askOthers();
  }

  private async call(lane: Lane): Promise<void> {
    const { by, at, controller } = lane;
    const { person } = by.provider.capability;
    const { hedgeMs: _hedge, personMs, ...options } = this.options;
    const deadline = person === true ? Math.min(options.deadline, Date.now() + personMs) : options.deadline;
    const texts = at.map((text) => this.texts[text] ?? '');
    try {
      const limits = { ...options, deadline, signal: controller.signal };
      const { answers, again } = await by.translate(texts, this.from, this.to, limits);
      // it has ended: what it won itself is no reason to give it up
      this.lanes.delete(lane);
      if (again) this.worthAnotherTry.add(by);
      for (const [position, text] of at.entries()) {
        const answer = answers[position];
        if (answer !== undefined) this.take(text, { answer, by });
      }
    } catch (error) {
      if (!(error instanceof Superseded)) throw error;
    }
  }

  private take(text: number, won: Won): void {
    if (this.won.has(text)) return;
    if (won.by.provider.capability.person !== true && this.isWithAPerson(text)) {
      if (!this.held.has(text)) this.held.set(text, won);
      return;
    }
    this.won.set(text, won);
    for (const { at, controller, isSlow } of this.lanes) {
      if (at.every((each) => this.won.has(each))) controller.abort(new Superseded(isSlow));
    }
  }

  private release(): void {
    for (const [text, won] of this.held) {
      if (this.isWithAPerson(text)) continue;
      this.held.delete(text);
      this.take(text, won);
    }
  }

  private isWithAPerson(text: number): boolean {
    return [...this.lanes].some(({ by, at }) => by.provider.capability.person === true && at.includes(text));
  }
}
