import { Injectable } from '@nestjs/common';
import { Metrics } from '#libs/platform';
import { Counter, Gauge, Histogram } from 'prom-client';
import type { ProviderOutcome } from './provider-outcome.js';

const pair = ['provider', 'from', 'to'] as const;

/** What every provider does for every pair of languages, by their base languages: a small set, whatever tags come. */
@Injectable()
export class ProviderMetrics {
  readonly #calls: Counter<(typeof pair)[number] | 'outcome'>;
  readonly #texts: Counter<(typeof pair)[number]>;
  readonly #seconds: Histogram<(typeof pair)[number]>;
  readonly #resting: Gauge<(typeof pair)[number]>;
  readonly #rests = new Map<string, boolean>();

  constructor({ registry }: Metrics) {
    const registers = [registry];
    this.#calls = new Counter({
      name: 'silkcast_provider_calls_total',
      help: 'Calls to translation providers by what became of them',
      labelNames: [...pair, 'outcome'],
      registers,
    });
    this.#texts = new Counter({
      name: 'silkcast_provider_texts_total',
      help: 'Texts that translation providers translated',
      labelNames: pair,
      registers,
    });
    this.#seconds = new Histogram({
      name: 'silkcast_provider_seconds',
      help: 'How long translation providers took for the calls that they answered or failed',
      labelNames: pair,
      buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 4, 10],
      registers,
    });
    this.#resting = new Gauge({
      name: 'silkcast_provider_resting',
      help: 'Whether a translation provider rests for a pair of languages, because it failed too often',
      labelNames: pair,
      registers,
    });
  }

  readonly observe = ({ provider, from, to, outcome, answered, durationMs }: ProviderOutcome): void => {
    const labels = { provider, from: baseOf(from), to: baseOf(to) };
    this.#calls.inc({ ...labels, outcome });
    if (answered > 0) this.#texts.inc(labels, answered);
    if (outcome === 'answered' || outcome === 'failed' || outcome === 'outrun') {
      this.#seconds.observe(labels, durationMs / 1000);
    }
    this.#noteRest(labels, outcome);
  };

  /** Most calls change nothing about it. */
  #noteRest(labels: Record<(typeof pair)[number], string>, outcome: ProviderOutcome['outcome']): void {
    const rests = outcome === 'resting';
    if (!rests && outcome !== 'recovered' && outcome !== 'answered') return;
    const key = Object.values(labels).join(' ');
    if (this.#rests.get(key) === rests) return;
    this.#rests.set(key, rests);
    this.#resting.set(labels, rests ? 1 : 0);
  }
}

const baseOf = (tag: string) => tag.split('-', 1)[0]?.toLowerCase() ?? '';
