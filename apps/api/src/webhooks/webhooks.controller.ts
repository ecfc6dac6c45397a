import { Body, Controller, Delete, Get, Param, Post, Put, Query } from '@nestjs/common';
import { z } from 'zod';
import { Allow, Caller } from '#libs/accounts';
import {
  type Actor,
  ChangeWebhookEndpoint,
  CreateWebhookEndpoint,
  Id,
  NewWebhookEndpoint,
  type Page,
  pageOf,
  ReplayedWebhooks,
  ReplayWebhooks,
  WebhookDeliveriesQuery,
  WebhookDelivery,
  WebhookDeliveryDetail,
  WebhookEndpoint,
} from '#libs/contracts';
import { KeepWebhooks } from '#libs/webhooks';
import { Answers } from '../answers.decorator.js';
import { AnswersSecret } from '../idempotency/answers-secret.decorator.js';

/** Where an exporter's own systems are told what happens, by the Standard Webhooks specification 1.0. */
@Controller('v1/exporters/:exporter/webhooks')
@Allow('person', 'api-key')
export class WebhooksController {
  constructor(private readonly webhooks: KeepWebhooks) {}

  /** The secret that verifies deliveries is in this answer and nowhere else: keep it. */
  @Post()
  @AnswersSecret()
  @Answers(201, NewWebhookEndpoint)
  create(
    @Caller() actor: Actor,
    @Param('exporter', { schema: Id }) exporter: string,
    @Body({ schema: CreateWebhookEndpoint }) body: CreateWebhookEndpoint,
  ): Promise<NewWebhookEndpoint> {
    return this.webhooks.create(actor, exporter, body);
  }

  /** Oldest first, all on one page. */
  @Get()
  @Answers(200, pageOf(WebhookEndpoint))
  async list(
    @Caller() actor: Actor,
    @Param('exporter', { schema: Id }) exporter: string,
  ): Promise<Page<WebhookEndpoint>> {
    return { items: await this.webhooks.list(actor, exporter), nextCursor: null };
  }

  /** What was not delivered yet to one that is switched off is given up. Switched on, it is told what happens next. */
  @Put(':webhook')
  @Answers(200, WebhookEndpoint)
  change(
    @Caller() actor: Actor,
    @Param('exporter', { schema: Id }) exporter: string,
    @Param('webhook', { schema: Id }) webhook: string,
    @Body({ schema: ChangeWebhookEndpoint }) body: ChangeWebhookEndpoint,
  ): Promise<WebhookEndpoint> {
    return this.webhooks.change(actor, exporter, webhook, body);
  }

  /** Its deliveries go with it. */
  @Delete(':webhook')
  @Answers(204)
  delete(
    @Caller() actor: Actor,
    @Param('exporter', { schema: Id }) exporter: string,
    @Param('webhook', { schema: Id }) webhook: string,
  ): Promise<void> {
    return this.webhooks.delete(actor, exporter, webhook);
  }

  /** From now on deliveries are signed with the new secret. Wakes an endpoint that was given up. */
  @Post(':webhook/secret')
  @AnswersSecret()
  @Answers(201, NewWebhookEndpoint)
  renewSecret(
    @Caller() actor: Actor,
    @Param('exporter', { schema: Id }) exporter: string,
    @Param('webhook', { schema: Id }) webhook: string,
  ): Promise<NewWebhookEndpoint> {
    return this.webhooks.renewSecret(actor, exporter, webhook);
  }

  /** Sends an event that means nothing, to see whether the receiver is well. */
  @Post(':webhook/test')
  @Answers(202, WebhookDelivery)
  test(
    @Caller() actor: Actor,
    @Param('exporter', { schema: Id }) exporter: string,
    @Param('webhook', { schema: Id }) webhook: string,
  ): Promise<WebhookDelivery> {
    return this.webhooks.test(actor, exporter, webhook);
  }

  /** Newest first. */
  @Get(':webhook/deliveries')
  @Answers(200, pageOf(WebhookDelivery))
  deliveries(
    @Caller() actor: Actor,
    @Param('exporter', { schema: Id }) exporter: string,
    @Param('webhook', { schema: Id }) webhook: string,
    @Query({ schema: WebhookDeliveriesQuery }) query: z.output<typeof WebhookDeliveriesQuery>,
  ): Promise<Page<WebhookDelivery>> {
    return this.webhooks.deliveriesOf(actor, exporter, webhook, query);
  }

  /** One of them, with the body that is posted. */
  @Get(':webhook/deliveries/:delivery')
  @Answers(200, WebhookDeliveryDetail)
  delivery(
    @Caller() actor: Actor,
    @Param('exporter', { schema: Id }) exporter: string,
    @Param('webhook', { schema: Id }) webhook: string,
    @Param('delivery', { schema: Id }) delivery: string,
  ): Promise<WebhookDeliveryDetail> {
    return this.webhooks.delivery(actor, exporter, webhook, delivery);
  }

  /** Delivers one again, under the same message id. */
  @Post(':webhook/deliveries/:delivery/replay')
  @Answers(200, WebhookDelivery)
  replay(
    @Caller() actor: Actor,
    @Param('exporter', { schema: Id }) exporter: string,
    @Param('webhook', { schema: Id }) webhook: string,
    @Param('delivery', { schema: Id }) delivery: string,
  ): Promise<WebhookDelivery> {
    return this.webhooks.replay(actor, exporter, webhook, delivery);
  }

  /** Delivers everything of that time again, or what of it did not arrive. */
  @Post(':webhook/replay')
  @Answers(200, ReplayedWebhooks)
  async replayAll(
    @Caller() actor: Actor,
    @Param('exporter', { schema: Id }) exporter: string,
    @Param('webhook', { schema: Id }) webhook: string,
    @Body({ schema: ReplayWebhooks }) which: ReplayWebhooks,
  ): Promise<z.infer<typeof ReplayedWebhooks>> {
    return { deliveries: await this.webhooks.replayAll(actor, exporter, webhook, which) };
  }
}
