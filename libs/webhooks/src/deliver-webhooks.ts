import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Webhook } from 'standardwebhooks';
import type { Settings } from '#libs/contracts';
import { GuardedCaller, Metrics, SETTINGS } from '#libs/platform';
import { retryAfterSeconds } from './retry-schedule.js';
import { type DueDelivery, WebhookDeliveriesStore } from './webhook-deliveries.store.js';
import { WebhookEndpointsStore } from './webhook-endpoints.store.js';
import { batch, WebhookEventsStore } from './webhook-events.store.js';

/** Deliveries that one process makes at the same time. */
const atOnce = 20;
const timeoutMs = 15_000;
/** What a receiver answers beside its status is not read. Bytes. */
const longestAnswer = 16 * 1024;
/** RFC 9110, 15.5.11: the receiver will not come back. */
const gone = 410;

/**
 * Brings events to the webhooks of exporters: at least once, signed, under the same id on every attempt, for about three
 * days (Standard Webhooks specification 1.0). Any number of processes may do it at once.
 */
@Injectable()
export class DeliverWebhooks implements OnApplicationShutdown {
  readonly #logger = new Logger(DeliverWebhooks.name);
  readonly #caller: GuardedCaller;

  constructor(
    @Inject(SETTINGS) { WEBHOOK_NETWORKS }: Settings,
    private readonly events: WebhookEventsStore,
    private readonly deliveries: WebhookDeliveriesStore,
    private readonly endpoints: WebhookEndpointsStore,
    private readonly metrics: Metrics,
  ) {
    this.#caller = new GuardedCaller(WEBHOOK_NETWORKS, longestAnswer);
  }

  onApplicationShutdown(): Promise<void> {
    return this.#caller.close();
  }

  /** Makes the deliveries that are due; returns how many attempts that were. */
  async run(): Promise<number> {
    for (let looked = batch; looked === batch;) looked = await this.events.spreadDecided();
    for (let looked = batch; looked === batch;) looked = await this.events.spreadCaptions();
    const due = await this.deliveries.take(atOnce);
    await Promise.all(due.map((delivery) => this.#deliver(delivery)));
    return due.length;
  }

  /** Forgets what came to its end long ago. */
  prune(): Promise<void> {
    return this.deliveries.prune();
  }

  async #deliver(delivery: DueDelivery): Promise<void> {
    const { status, ms } = await this.#post(delivery);
    const arrived = status !== null && status >= 200 && status < 300;
    this.metrics.webhooks.inc({ result: arrived ? 'delivered' : status === null ? 'unreachable' : 'refused' });
    if (arrived) return this.deliveries.delivered(delivery.id, status, ms);
    this.#logger.warn(
      { delivery: delivery.id, endpoint: delivery.endpointId, attempt: delivery.attempts, status },
      'a webhook was not delivered',
    );
    const error = status === null ? 'no answer' : `status ${status}`;
    const retrySeconds = status === gone ? null : retryAfterSeconds(delivery.attempts, Math.random());
    await this.deliveries.failed(delivery.id, { status, ms, error, retrySeconds });
    if (status === gone) await this.endpoints.disable(delivery.endpointId);
  }

  /** The status of the answer, null when there was none, and how long that took in milliseconds. */
  async #post({ messageId, payload, secret, url }: DueDelivery): Promise<{ status: number | null; ms: number }> {
    const body = JSON.stringify(payload);
    const now = new Date();
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'Silkcast-Webhooks/1.0',
      'webhook-id': messageId,
      'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
      'webhook-signature': new Webhook(secret).sign(messageId, now, body),
    };
    const began = performance.now();
    const answer = await this.#caller.post(url, headers, body, timeoutMs).catch(() => null);
    return { status: answer?.status ?? null, ms: Math.round(performance.now() - began) };
  }
}
