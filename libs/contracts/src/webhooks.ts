import { z } from 'zod';
import { Id, Instant, PageQuery } from './primitives.js';

/**
 * What an exporter's own systems can be told. `order.changed` and `hold.changed` of their goods, `session.*` of sessions
 * that show these, `caption.final` of what is said there: only where it is asked for by name, since it is much.
 */
export const WebhookEventType = z.enum([
  'order.changed',
  'hold.changed',
  'session.started',
  'session.ended',
  'caption.final',
  'webhook.test',
]);
export type WebhookEventType = z.infer<typeof WebhookEventType>;

const WebhookUrl = z.url({ protocol: /^https?$/ }).max(500);

/** `secret` verifies the deliveries, by the Standard Webhooks specification 1.0; it is told once. */
export const WebhookEndpoint = z
  .object({
    id: Id,
    url: WebhookUrl,
    events: z.array(WebhookEventType).meta({ description: 'empty: all but captions' }),
    disabledAt: Instant.nullable().meta({ description: 'when the receiver said that it is gone for good' }),
    createdAt: Instant,
  })
  .meta({ id: 'WebhookEndpoint' });
export type WebhookEndpoint = z.infer<typeof WebhookEndpoint>;
export const NewWebhookEndpoint = WebhookEndpoint.extend({ secret: z.string() }).meta({ id: 'NewWebhookEndpoint' });
export type NewWebhookEndpoint = z.infer<typeof NewWebhookEndpoint>;

export const CreateWebhookEndpoint = z
  .object({ url: WebhookUrl, events: z.array(WebhookEventType).max(10).default([]) })
  .meta({ id: 'CreateWebhookEndpoint' });
export type CreateWebhookEndpoint = z.infer<typeof CreateWebhookEndpoint>;

/** One event on its way to one endpoint. `messageId` is the same on every attempt (header `webhook-id`). */
export const WebhookDelivery = z
  .object({
    id: Id,
    endpointId: Id,
    messageId: z.string(),
    type: WebhookEventType,
    state: z.enum(['pending', 'delivered', 'failed']),
    attempts: z.int(),
    nextAt: Instant.nullable(),
    lastStatus: z.int().nullable().meta({ description: 'HTTP status of the last answer' }),
    lastError: z.string().nullable(),
    createdAt: Instant,
    deliveredAt: Instant.nullable(),
  })
  .meta({ id: 'WebhookDelivery' });
export type WebhookDelivery = z.infer<typeof WebhookDelivery>;

export const WebhookDeliveriesQuery = PageQuery.extend({ state: WebhookDelivery.shape.state.optional() });
export type WebhookDeliveriesQuery = z.infer<typeof WebhookDeliveriesQuery>;

/** Everything since then is delivered again, whether it arrived or not. */
export const ReplayWebhooks = z.object({ since: Instant }).meta({ id: 'ReplayWebhooks' });
export const ReplayedWebhooks = z.object({ deliveries: z.int() }).meta({ id: 'ReplayedWebhooks' });
