import { type CallLimits, withinLimits } from '../providers/call-limits.js';
import { languageFamily } from '../language-tag.js';
import type { ProviderOutcome } from './provider-outcome.js';
import { isResting, RestingCircuits, type RestOptions } from './resting-circuits.js';
import {
  isBlank,
  type ProvidedText,
  type TranslateOptions,
  type TranslationProvider,
} from '../translation-provider.js';
import { TranslationProviderError } from '../translation.errors.js';

export interface GuardOptions extends RestOptions {
  /** Most a single call may take, in milliseconds. */
  timeoutMs: number;
  onOutcome(outcome: ProviderOutcome): void;
}

type Answers = readonly (ProvidedText | undefined)[];
type Asked = Pick<ProviderOutcome, 'from' | 'to' | 'asked'>;
type Summary = Pick<ProviderOutcome, 'outcome' | 'answered' | 'code'>;

/** A failure that says nothing about the health of the provider. */
class Blameless extends Error {
  constructor(readonly failure: TranslationProviderError) {
    super(failure.message);
  }
}

/** A provider that can do no harm: bounded in time, a failing pair of it resting, its answers checked. */
export class GuardedProvider {
  private readonly circuits: RestingCircuits;

  constructor(
    readonly provider: TranslationProvider,
    private readonly options: GuardOptions,
  ) {
    this.circuits = new RestingCircuits(options, (error) => error instanceof TranslationProviderError);
  }

  /** Rejects only with the reason of a caller who gave up: whatever the provider does wrong comes back as `undefined`. */
  async translate(texts: readonly string[], from: string, to: string, options: TranslateOptions): Promise<Answers> {
    const supports = await this.observed(
      { from, to, asked: texts.length },
      options,
      () => this.attempt('pairs', options, () => this.provider.supports(from, to)),
      (known) => (known ? undefined : { outcome: 'unsupported', answered: 0 }),
    );
    if (supports !== true) return texts.map(() => undefined);
    const batches = batchesOf(texts, this.provider.capability.maxBatch);
    return (await Promise.all(batches.map((batch) => this.translateBatch(batch, from, to, options)))).flat();
  }

  private async translateBatch(texts: readonly string[], from: string, to: string, options: TranslateOptions) {
    const pair = `${languageFamily(from)} ${languageFamily(to)}`;
    const answers = await this.observed(
      { from, to, asked: texts.length },
      options,
      () =>
        this.attempt(pair, options, async (limits) =>
          this.checked(texts, await this.provider.translate(texts, from, to, { ...options, ...limits })),
        ),
      (given) => ({ outcome: 'answered', answered: given.filter((answer) => answer !== undefined).length }),
    );
    return answers ?? texts.map(() => undefined);
  }

  /** Reports what became of a call; a failed one gives `undefined`. */
  private async observed<T>(
    asked: Asked,
    { signal }: CallLimits,
    call: () => Promise<T>,
    summarise: (result: T) => Summary | undefined,
  ): Promise<T | undefined> {
    const started = performance.now();
    const report = (summary: Summary) => {
      const provider = this.provider.capability.name;
      this.options.onOutcome({ provider, ...asked, durationMs: performance.now() - started, ...summary });
    };
    try {
      const result = await call();
      const summary = summarise(result);
      if (summary !== undefined) report(summary);
      return result;
    } catch (error) {
      signal.throwIfAborted();
      if (isResting(error)) report({ outcome: 'resting', answered: 0 });
      else report({ outcome: 'failed', answered: 0, code: this.failureOf(error).code });
      return undefined;
    }
  }

  /** One try within its time, seen by the circuit of its key. */
  private attempt<T>(key: string, limits: CallLimits, work: (limits: CallLimits) => Promise<T>): Promise<T> {
    return this.circuits.run(key, async () => {
      const { timeoutMs } = this.options;
      const deadline = Math.min(limits.deadline, Date.now() + timeoutMs);
      const hurried = deadline - Date.now() < timeoutMs / 2;
      try {
        const { name } = this.provider.capability;
        return await withinLimits(name, { ...limits, deadline }, (signal) => work({ deadline, signal }));
      } catch (error) {
        limits.signal.throwIfAborted();
        const failure = this.failureOf(error);
        // When we come late, a healthy engine can not be in time; resting it would make the lag worse.
        const late = hurried && failure.code === 'translation.provider-timeout';
        throw late || failure.code === 'translation.pair-unsupported' ? new Blameless(failure) : failure;
      }
    });
  }

  /** The promise is to throw nothing else; what was thrown instead may quote the text, and is not passed on. */
  private failureOf(error: unknown): TranslationProviderError {
    if (error instanceof Blameless) return error.failure;
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

function batchesOf(texts: readonly string[], size: number): readonly string[][] {
  const count = Math.ceil(texts.length / size);
  return Array.from({ length: count }, (_, at) => texts.slice(at * size, (at + 1) * size));
}
