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
  'session.changed',
  'session.cancelled',
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
    disabledAt: Instant.nullable().meta({
      description: 'since when nothing is delivered: the receiver said that it is gone, or a person switched it off',
    }),
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

/** All of it, as it shall be from now on. What was not delivered to an endpoint that is switched off is given up. */
export const ChangeWebhookEndpoint = CreateWebhookEndpoint.extend({ enabled: z.boolean() }).meta({
  id: 'ChangeWebhookEndpoint',
});
export type ChangeWebhookEndpoint = z.infer<typeof ChangeWebhookEndpoint>;

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
    lastAt: Instant.nullable().meta({ description: 'when the last attempt ended' }),
    lastMs: z.int().nullable().meta({ description: 'how long that attempt took, in milliseconds' }),
    createdAt: Instant.meta({ description: 'when what it tells of happened' }),
    deliveredAt: Instant.nullable(),
  })
  .meta({ id: 'WebhookDelivery' });
export type WebhookDelivery = z.infer<typeof WebhookDelivery>;

/** `payload` is the body as it is posted. */
export const WebhookDeliveryDetail = WebhookDelivery.extend({ payload: z.record(z.string(), z.unknown()) }).meta({
  id: 'WebhookDeliveryDetail',
});
export type WebhookDeliveryDetail = z.infer<typeof WebhookDeliveryDetail>;

export const WebhookDeliveriesQuery = PageQuery.extend({ state: WebhookDelivery.shape.state.optional() });
export type WebhookDeliveriesQuery = z.infer<typeof WebhookDeliveriesQuery>;

/** Everything of that time is delivered again, whether it arrived or not; or what did not arrive alone. */
export const ReplayWebhooks = z
  .object({
    since: Instant,
    until: Instant.optional().meta({ description: 'not including; by default now' }),
    undelivered: z.boolean().optional().meta({ description: 'only what did not arrive' }),
  })
  .meta({ id: 'ReplayWebhooks' });
export type ReplayWebhooks = z.infer<typeof ReplayWebhooks>;
export const ReplayedWebhooks = z.object({ deliveries: z.int() }).meta({ id: 'ReplayedWebhooks' });
