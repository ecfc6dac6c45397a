import {
  BrokenCircuitError,
  type CircuitBreakerPolicy,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhen,
} from 'cockatiel';

/** What is asked rests: it failed too often just before. */
export const isResting = (error: unknown): boolean => error instanceof BrokenCircuitError;

export interface RestOptions {
  /** After so many failures in a row, what failed rests. */
  failuresBeforeRest: number;
  /** In milliseconds. After that the next asker sets off a probe. */
  restMs: number;
}

/** One circuit breaker for each key. */
export class RestingCircuits {
  private readonly breakers = new Map<string, CircuitBreakerPolicy>();

  constructor(
    private readonly options: RestOptions,
    private readonly isFault: (error: Error) => boolean,
  ) {}

  /**
   * Rejects as `work` does, or with an error that `isResting`: nobody's work is an experiment. What rests is tried
   * again with `probe`, one at a time and after its rest; when that succeeds, the next asker finds it awake.
   */
  run<T>(key: string, work: () => Promise<T>, probe: () => Promise<unknown>): Promise<T> {
    const breaker = this.breakers.get(key) ?? this.open(key);
    if (breaker.state === CircuitState.Closed) return breaker.execute(work);
    // While one probe runs, the breaker would let others wait for it; a rejected one has told of itself.
    if (breaker.state === CircuitState.Open) breaker.execute(probe).catch(() => undefined);
    return Promise.reject(new BrokenCircuitError());
  }

  private open(key: string): CircuitBreakerPolicy {
    const breaker = circuitBreaker(handleWhen(this.isFault), {
      halfOpenAfter: this.options.restMs,
      breaker: new ConsecutiveBreaker(this.options.failuresBeforeRest),
    });
    this.breakers.set(key, breaker);
    return breaker;
  }
}
