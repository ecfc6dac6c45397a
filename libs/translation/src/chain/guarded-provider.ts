import { randomInt } from 'node:crypto';
import { languageFamily } from '../language-tag.js';
import { answeredWithin, assertStillWanted, type CallLimits, withinLimits } from '../providers/call-limits.js';
import {
  isBlank,
  type ProvidedText,
  type TranslateOptions,
  type TranslationProvider,
} from '../translation-provider.js';
import { TranslationProviderError } from '../translation.errors.js';
import type { ProviderOutcome } from './provider-outcome.js';
import { isResting, RestingCircuits, type RestOptions } from './resting-circuits.js';
import { Superseded } from './superseded.js';

export interface GuardOptions extends RestOptions {
  /** A call without an answer for so long counts as failed, in milliseconds. Its answer is welcome all the same. */
  timeoutMs: number;
  /** When the next provider is asked beside this one, in milliseconds. Who is outrun after that counts as failed. */
  hedgeMs: number;
  onOutcome(outcome: ProviderOutcome): void;
}

type Answers = readonly (ProvidedText | undefined)[];
/** `again`: it failed in a way that may be over soon. */
export type Attempt = { answers: Answers; again: boolean };
type Summary = Pick<ProviderOutcome, 'outcome'> & Partial<Pick<ProviderOutcome, 'answered' | 'code'>>;

/** What a probe asks for: of no language, nobody's words, and never the same, so that no cache can answer for the engine. */
const aProbe = () => [`OK, ${randomInt(100_000, 1_000_000)}.`];

/** A failure that says nothing about the health of the provider. */
class Blameless extends Error {
  constructor(readonly failure: unknown) {
    super('blameless');
  }
}

/** A provider that can do no harm: its failing pairs rest, its answers are checked, its calls are counted. */
export class GuardedProvider {
  private readonly circuits: RestingCircuits;

  constructor(
    readonly provider: TranslationProvider,
    private readonly options: GuardOptions,
  ) {
    this.circuits = new RestingCircuits(options, (error) => error instanceof TranslationProviderError);
  }

  /** Rejects only with the reason of a caller who gave up: whatever the provider does wrong comes back as `undefined`. */
  async translate(texts: readonly string[], from: string, to: string, options: TranslateOptions): Promise<Attempt> {
    const started = performance.now();
    const report = (summary: Summary) => this.report(from, to, texts.length, started, summary);
    const nothing = texts.map(() => undefined);
    try {
      const supported = () => this.provider.supports(from, to);
      if (!(await this.attempt('pairs', options, supported, supported))) {
        report({ outcome: 'unsupported' });
        return { answers: nothing, again: false };
      }
      const pair = `${languageFamily(from)} ${languageFamily(to)}`;
      const ask = async (asked: readonly string[], { deadline, signal }: CallLimits) =>
        this.checked(asked, await this.provider.translate(asked, from, to, { ...options, deadline, signal }));
      const answers = await this.attempt(
        pair,
        options,
        (limits) => ask(texts, limits),
        () => this.probe(from, to),
      );
      report({ outcome: 'answered', answered: answers.filter((answer) => answer !== undefined).length });
      return { answers, again: false };
    } catch (error) {
      if (options.signal.reason instanceof Superseded) report({ outcome: 'outrun' });
      options.signal.throwIfAborted();
      if (isResting(error)) {
        report({ outcome: 'resting' });
        return { answers: nothing, again: false };
      }
      const { code } = this.failureOf(error);
      report({ outcome: 'failed', code });
      return { answers: nothing, again: code === 'translation.provider-unavailable' };
    }
  }

  /** One try, which the circuit of its key judges after `timeoutMs`; the caller may wait longer. */
  private async attempt<T>(
    key: string,
    limits: CallLimits,
    work: (limits: CallLimits) => Promise<T>,
    probe: () => Promise<unknown>,
  ): Promise<T> {
    const { name, person } = this.provider.capability;
    const start = async () => {
      assertStillWanted(name, limits);
      return answeredWithin(name, limits, work(limits));
    };
    if (person === true) return start();
    let running: Promise<T> | undefined;
    const judged = this.circuits.run(
      key,
      () => {
        running = start();
        return this.judge(running, limits);
      },
      probe,
    );
    try {
      return await judged;
    } catch (error) {
      if (running === undefined) throw error;
      return await running;
    }
  }

  /** As the call ends, but failed when that takes too long; what is not the provider's fault is set apart. */
  private async judge<T>(running: Promise<T>, limits: CallLimits): Promise<T> {
    const { timeoutMs } = this.options;
    const { name } = this.provider.capability;
    const started = Date.now();
    const deadline = Math.min(limits.deadline, started + timeoutMs);
    // When we come late, a healthy engine can not be in time; resting it would make the lag worse.
    const hurried = deadline - started < timeoutMs / 2;
    try {
      return await answeredWithin(name, { ...limits, deadline }, running);
    } catch (error) {
      const tooSlow = limits.signal.reason instanceof Superseded && limits.signal.reason.tooSlow;
      if (tooSlow) throw new TranslationProviderError('translation.provider-timeout', name);
      if (limits.signal.aborted) throw new Blameless(error);
      const failure = this.failureOf(error);
      const blameless =
        failure.code === 'translation.pair-unsupported' || (hurried && failure.code === 'translation.provider-timeout');
      throw blameless ? new Blameless(failure) : failure;
    }
  }

  private async probe(from: string, to: string): Promise<void> {
    const started = performance.now();
    const { timeoutMs } = this.options;
    const limits = { deadline: Date.now() + timeoutMs, signal: new AbortController().signal };
    const { name } = this.provider.capability;
    const texts = aProbe();
    try {
      const answers = await withinLimits(name, limits, (signal) =>
        this.provider.translate(texts, from, to, { deadline: limits.deadline, signal }),
      );
      this.checked(texts, answers);
      this.report(from, to, 0, started, { outcome: 'recovered' });
    } catch (error) {
      const failure = this.failureOf(error);
      this.report(from, to, 0, started, { outcome: 'still-ill', code: failure.code });
      throw failure;
    }
  }

  private report(from: string, to: string, asked: number, started: number, summary: Summary): void {
    const { name } = this.provider.capability;
    const durationMs = performance.now() - started;
    this.options.onOutcome({ provider: name, from, to, asked, answered: 0, durationMs, ...summary });
  }

  /** The promise is to throw nothing else; what was thrown instead may quote the text, and is not passed on. */
  private failureOf(error: unknown): TranslationProviderError {
    if (error instanceof TranslationProviderError) return error;
    return new TranslationProviderError('translation.provider-bad-answer', this.provider.capability.name);
  }

  private checked(texts: readonly string[], answers: Answers): Answers {
    if (answers.length !== texts.length) {
      throw new TranslationProviderError('translation.provider-bad-answer', this.provider.capability.name);
    }
    return answers.map((answer) => (answer === undefined || isBlank(answer.text) ? undefined : answer));
  }
}
