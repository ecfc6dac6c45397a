import { Injectable } from '@nestjs/common';
import type { DeliverSandboxWebhook as Delivery } from '#libs/contracts';
import { type HandlesJob, JobHandler } from '#libs/queue';
import { SandboxPostman } from './sandbox-postman.js';

/** What the buyer decided at the sandbox's till is told by a webhook, as a real provider would. */
@Injectable()
@JobHandler('deliver-sandbox-webhook')
export class DeliverSandboxWebhook implements HandlesJob<'deliver-sandbox-webhook'> {
  constructor(private readonly postman: SandboxPostman) {}

  /** @throws Error when the webhook was not taken, so that the job is tried again */
  handle(delivery: Delivery): Promise<void> {
    return this.postman.deliver(delivery);
  }
}
