import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

const secondsBuckets = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10];

/** The Prometheus metrics of one process. Labels are from small closed sets: never an id, never a person. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();

  readonly httpRequests = new Histogram({
    name: 'silkcast_http_request_seconds',
    help: 'HTTP requests by route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: secondsBuckets,
    registers: [this.registry],
  });
  readonly claims = new Counter({
    name: 'silkcast_claims_total',
    help: 'Claims by outcome',
    labelNames: ['outcome'],
    registers: [this.registry],
  });
  readonly reviews = new Counter({
    name: 'silkcast_reviews_total',
    help: 'Messages that a review hook was asked about, by what came of it',
    labelNames: ['result'],
    registers: [this.registry],
  });
  readonly webhooks = new Counter({
    name: 'silkcast_webhooks_total',
    help: 'Attempts to deliver a webhook, by what came of it',
    labelNames: ['result'],
    registers: [this.registry],
  });
  readonly stockDifferences = new Gauge({
    name: 'silkcast_stock_differences',
    help: 'Variants whose stock differs from the sum of its holds, at the last check',
    registers: [this.registry],
  });
  readonly translations = new Counter({
    name: 'silkcast_translations_total',
    help: 'Translated texts by engine and target language',
    labelNames: ['engine', 'lang', 'kind'],
    registers: [this.registry],
  });
  readonly translationCache = new Counter({
    name: 'silkcast_translation_cache_total',
    help: 'Texts looked up among those that an engine translated before: a hit or a miss',
    labelNames: ['result'],
    registers: [this.registry],
  });
  readonly translationLag = new Histogram({
    name: 'silkcast_translation_lag_seconds',
    help: 'From the arrival of the source to its translation in the log',
    labelNames: ['lang', 'kind'],
    buckets: secondsBuckets,
    registers: [this.registry],
  });
  readonly recognitions = new Counter({
    name: 'silkcast_recognitions_total',
    help: 'Stretches of speech that a recogniser was asked about, by what came of it',
    labelNames: ['engine', 'outcome'],
    registers: [this.registry],
  });
  readonly ledgerDifferences = new Gauge({
    name: 'silkcast_ledger_differences',
    help: 'Transfers that do not sum to zero and orders whose payments differ from the books, at the last check',
    registers: [this.registry],
  });
  readonly translationsShed = new Counter({
    name: 'silkcast_translations_shed_total',
    help: 'Texts left untranslated because the workers were behind, by how urgent they were',
    labelNames: ['priority'],
    registers: [this.registry],
  });
  readonly translationLoad = new Gauge({
    name: 'silkcast_translation_load_level',
    help: 'What this worker leaves out to catch up: 0 nothing, 1 partials, 2 back-fill, 3 viewer chat, 4 and more languages',
    registers: [this.registry],
  });
  readonly jobs = new Counter({
    name: 'silkcast_jobs_total',
    help: 'Processed jobs by name and result',
    labelNames: ['job', 'result'],
    registers: [this.registry],
  });
  readonly jobsWaiting = new Gauge({
    name: 'silkcast_jobs_waiting',
    help: 'Jobs that wait in a queue of the whole house, as this worker counted them last',
    labelNames: ['queue'],
    registers: [this.registry],
  });
  readonly outboxWaiting = new Gauge({
    name: 'silkcast_outbox_waiting',
    help: 'Events of the whole house that are not in the session log yet, as this worker counted them last',
    registers: [this.registry],
  });
  readonly connections = new Gauge({
    name: 'silkcast_connections',
    help: 'Open viewer connections',
    registers: [this.registry],
  });
  readonly deliveries = new Counter({
    name: 'silkcast_deliveries_total',
    help: 'Events delivered to viewers',
    registers: [this.registry],
  });
  readonly framesEncoded = new Counter({
    name: 'silkcast_frames_encoded_total',
    help: 'Frames serialised, once per audience and flush',
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }
}
