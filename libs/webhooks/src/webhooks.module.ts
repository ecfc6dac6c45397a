import { Module } from '@nestjs/common';
import { AccountsModule } from '#libs/accounts';
import { DeliverWebhooks } from './deliver-webhooks.js';
import { KeepWebhooks } from './keep-webhooks.js';
import { WebhookDeliveriesStore } from './webhook-deliveries.store.js';
import { WebhookEndpointsStore } from './webhook-endpoints.store.js';
import { WebhookEventsStore } from './webhook-events.store.js';

/** What the systems of exporters are told. */
@Module({
  imports: [AccountsModule],
  providers: [DeliverWebhooks, KeepWebhooks, WebhookDeliveriesStore, WebhookEndpointsStore, WebhookEventsStore],
  exports: [DeliverWebhooks, KeepWebhooks],
})
export class WebhooksModule {}
