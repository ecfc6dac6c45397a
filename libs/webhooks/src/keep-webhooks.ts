import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { ExporterMembership } from '#libs/accounts';
import {
  type Actor,
  type ChangeWebhookEndpoint,
  type CreateWebhookEndpoint,
  DomainError,
  type NewWebhookEndpoint,
  type Page,
  type ReplayWebhooks,
  type Settings,
  type WebhookDeliveriesQuery,
  type WebhookDelivery,
  type WebhookDeliveryDetail,
  type WebhookEndpoint,
} from '#libs/contracts';
import type { Deed } from '#libs/database';
import { reachableNetworks, reachableUrl, SETTINGS } from '#libs/platform';
import { WebhookDeliveriesStore } from './webhook-deliveries.store.js';
import { WebhookEndpointsStore } from './webhook-endpoints.store.js';

/** Endpoints that one exporter may have. */
const mostEndpoints = 10;

/**
 * The webhooks of an exporter, for whoever acts for them. Every method throws DomainError `account.forbidden` for
 * others, and `webhook.not-found` for what is not theirs.
 */
@Injectable()
export class KeepWebhooks {
  readonly #mayReach: (address: string) => boolean;

  constructor(
    @Inject(SETTINGS) { WEBHOOK_NETWORKS }: Settings,
    private readonly membership: ExporterMembership,
    private readonly endpoints: WebhookEndpointsStore,
    private readonly deliveries: WebhookDeliveriesStore,
  ) {
    this.#mayReach = reachableNetworks(WEBHOOK_NETWORKS);
  }

  /** @throws DomainError `request.invalid` for an address that is not public, `webhook.too-many` */
  async create(actor: Actor, exporterId: string, { url, events }: CreateWebhookEndpoint): Promise<NewWebhookEndpoint> {
    await this.membership.requireMember(actor, exporterId);
    this.#checkReachable(url);
    if ((await this.endpoints.count(exporterId)) >= mostEndpoints) throw new DomainError('webhook.too-many');
    const secret = newSecret();
    const id = uuidv7();
    const deed: Deed = { actor, action: 'webhook.created', exporterId, subjectId: id };
    return { ...(await this.endpoints.insert({ id, exporterId, url, secret, events }, deed)), secret };
  }

  async list(actor: Actor, exporterId: string): Promise<WebhookEndpoint[]> {
    await this.membership.requireMember(actor, exporterId);
    return this.endpoints.ofExporter(exporterId);
  }

  /**
   * Where it points, what it is told, and whether it is: what is still to be delivered to one that is switched off is
   * given up.
   *
   * @throws DomainError `request.invalid` for an address that is not public
   */
  async change(actor: Actor, exporterId: string, id: string, body: ChangeWebhookEndpoint): Promise<WebhookEndpoint> {
    await this.#own(actor, exporterId, id);
    this.#checkReachable(body.url);
    const detail = body.enabled ? 'on' : 'off';
    return this.endpoints.change(id, body, { actor, action: 'webhook.changed', exporterId, subjectId: id, detail });
  }

  /** What is gone already stays gone. */
  async delete(actor: Actor, exporterId: string, id: string): Promise<void> {
    await this.membership.requireMember(actor, exporterId);
    await this.endpoints.delete(exporterId, id, { actor, action: 'webhook.deleted', exporterId, subjectId: id });
  }

  /** From now on deliveries are signed with a new secret. Wakes an endpoint that was given up. */
  async renewSecret(actor: Actor, exporterId: string, id: string): Promise<NewWebhookEndpoint> {
    await this.#own(actor, exporterId, id);
    const secret = newSecret();
    const deed: Deed = { actor, action: 'webhook.secret-renewed', exporterId, subjectId: id };
    return { ...(await this.endpoints.renew(id, secret, deed)), secret };
  }

  /** Newest first. */
  async deliveriesOf(
    actor: Actor,
    exporterId: string,
    id: string,
    query: WebhookDeliveriesQuery,
  ): Promise<Page<WebhookDelivery>> {
    await this.#own(actor, exporterId, id);
    return this.deliveries.page(id, query);
  }

  /** One, with what is posted. */
  async delivery(actor: Actor, exporterId: string, id: string, deliveryId: string): Promise<WebhookDeliveryDetail> {
    await this.#own(actor, exporterId, id);
    const delivery = await this.deliveries.find(id, deliveryId);
    if (delivery === null) throw new DomainError('webhook.not-found');
    return delivery;
  }

  /** Sends an event that means nothing, to see whether the receiver is well. */
  async test(actor: Actor, exporterId: string, id: string): Promise<WebhookDelivery> {
    await this.#own(actor, exporterId, id);
    return this.deliveries.insertTest(uuidv7(), id);
  }

  /** Delivers again, under the same message id. */
  async replay(actor: Actor, exporterId: string, id: string, deliveryId: string): Promise<WebhookDelivery> {
    await this.#own(actor, exporterId, id);
    const deed: Deed = { actor, action: 'webhook.replayed', exporterId, subjectId: id, detail: 'one' };
    const delivery = await this.deliveries.replay(id, deliveryId, deed);
    if (delivery === null) throw new DomainError('webhook.not-found');
    return delivery;
  }

  /** The same for everything of a time; returns how many deliveries that are. */
  async replayAll(actor: Actor, exporterId: string, id: string, which: ReplayWebhooks): Promise<number> {
    await this.#own(actor, exporterId, id);
    const deed: Deed = { actor, action: 'webhook.replayed', exporterId, subjectId: id, detail: 'many' };
    return this.deliveries.replayAll(id, which, deed);
  }

  #checkReachable(url: string): void {
    if (reachableUrl(url, this.#mayReach)) return;
    throw new DomainError('request.invalid', undefined, {
      fields: [{ pointer: '/url', reason: 'the address is not public' }],
    });
  }

  async #own(actor: Actor, exporterId: string, id: string): Promise<void> {
    await this.membership.requireMember(actor, exporterId);
    if (!(await this.endpoints.exists(exporterId, id))) throw new DomainError('webhook.not-found');
  }
}

/** As the Standard Webhooks specification writes secrets. */
const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;
