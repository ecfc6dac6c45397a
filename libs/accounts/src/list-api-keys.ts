import { Injectable } from '@nestjs/common';
import type { Actor, ApiKey } from '#libs/contracts';
import { ApiKeysStore } from './api-keys.store.js';
import { ExporterMembership } from './exporter-membership.js';

/** The keys of an exporter that still work, the newest first, without their secrets. */
@Injectable()
export class ListApiKeys {
  constructor(
    private readonly membership: ExporterMembership,
    private readonly store: ApiKeysStore,
  ) {}

  async list(actor: Actor, exporterId: string): Promise<ApiKey[]> {
    await this.membership.requireMember(actor, exporterId);
    return this.store.listOf(exporterId);
  }
}
