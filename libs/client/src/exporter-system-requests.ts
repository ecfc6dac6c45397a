import {
  ApiKey,
  type ChangeWebhookEndpoint,
  type CreateWebhookEndpoint,
  NewApiKey,
  NewWebhookEndpoint,
  pageOf,
  ReplayedWebhooks,
  type ReplayWebhooks,
  type WebhookDeliveriesQuery,
  WebhookDelivery,
  WebhookDeliveryDetail,
  WebhookEndpoint,
} from '#libs/contracts';
import { z } from 'zod';
import type { HttpRequest } from './http-client.js';
import { query } from './query.js';

/** Those that still work, newest first. */
export const apiKeys = (exporterId: string) => ({ path: `/exporters/${exporterId}/api-keys`, answer: pageOf(ApiKey) });

/** Its secret is told once. */
export const createApiKey = (exporterId: string, name: string): HttpRequest<NewApiKey> => ({
  method: 'POST',
  path: `/exporters/${exporterId}/api-keys`,
  body: { name },
  answer: NewApiKey,
});

export const revokeApiKey = (exporterId: string, keyId: string): HttpRequest<unknown> => ({
  method: 'DELETE',
  path: `/exporters/${exporterId}/api-keys/${keyId}`,
  answer: z.unknown(),
});

const of = (exporterId: string, webhookId: string) => `/exporters/${exporterId}/webhooks/${webhookId}`;

/** Oldest first. */
export const webhooks = (exporterId: string) => ({
  path: `/exporters/${exporterId}/webhooks`,
  answer: pageOf(WebhookEndpoint),
});

/** Its secret is told once. */
export const createWebhook = (exporterId: string, body: CreateWebhookEndpoint): HttpRequest<NewWebhookEndpoint> => ({
  method: 'POST',
  path: `/exporters/${exporterId}/webhooks`,
  body,
  answer: NewWebhookEndpoint,
});

export const changeWebhook = (
  exporterId: string,
  webhookId: string,
  body: ChangeWebhookEndpoint,
): HttpRequest<WebhookEndpoint> => ({ method: 'PUT', path: of(exporterId, webhookId), body, answer: WebhookEndpoint });

export const deleteWebhook = (exporterId: string, webhookId: string): HttpRequest<unknown> => ({
  method: 'DELETE',
  path: of(exporterId, webhookId),
  answer: z.unknown(),
});

/** The one before verifies nothing any more. */
export const renewWebhookSecret = (exporterId: string, webhookId: string): HttpRequest<NewWebhookEndpoint> => ({
  method: 'POST',
  path: `${of(exporterId, webhookId)}/secret`,
  body: {},
  answer: NewWebhookEndpoint,
});

export const testWebhook = (exporterId: string, webhookId: string): HttpRequest<WebhookDelivery> => ({
  method: 'POST',
  path: `${of(exporterId, webhookId)}/test`,
  body: {},
  answer: WebhookDelivery,
});

/** Newest first. */
export const webhookDeliveries = (
  exporterId: string,
  webhookId: string,
  filter: Partial<WebhookDeliveriesQuery> = {},
) => ({ path: `${of(exporterId, webhookId)}/deliveries${query(filter)}`, answer: pageOf(WebhookDelivery) });

/** With what is posted. */
export const webhookDelivery = (
  exporterId: string,
  webhookId: string,
  deliveryId: string,
): HttpRequest<WebhookDeliveryDetail> => ({
  path: `${of(exporterId, webhookId)}/deliveries/${deliveryId}`,
  answer: WebhookDeliveryDetail,
});

export const replayWebhook = (
  exporterId: string,
  webhookId: string,
  deliveryId: string,
): HttpRequest<WebhookDelivery> => ({
  method: 'POST',
  path: `${of(exporterId, webhookId)}/deliveries/${deliveryId}/replay`,
  body: {},
  answer: WebhookDelivery,
});

export const replayWebhooks = (
  exporterId: string,
  webhookId: string,
  body: ReplayWebhooks,
): HttpRequest<z.infer<typeof ReplayedWebhooks>> => ({
  method: 'POST',
  path: `${of(exporterId, webhookId)}/replay`,
  body,
  answer: ReplayedWebhooks,
});
