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
  /** In milliseconds. Then a single call tries again, and the others are told that it rests until that one is back. */
  restMs: number;
}

/** One circuit breaker for each key. */
export class RestingCircuits {
  private readonly breakers = new Map<string, CircuitBreakerPolicy>();

  constructor(
    private readonly options: RestOptions,
    private readonly isFault: (error: Error) => boolean,
  ) {}

  /** Rejects as `work` does, or with an error that `isResting`. */
  run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const breaker = this.breakers.get(key) ?? this.open(key);
    // The breaker would make others wait for the one call that probes; they have somebody else to go to.
    if (breaker.state === CircuitState.HalfOpen) return Promise.reject(new BrokenCircuitError());
    return breaker.execute(work);
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
