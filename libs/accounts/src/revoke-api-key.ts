import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/contracts';
import { ApiKeysStore } from './api-keys.store.js';
import { ExporterMembership } from './exporter-membership.js';

/** Ends an API key at once. Revoking it again, or a key that never was, changes nothing. */
@Injectable()
export class RevokeApiKey {
  constructor(
    private readonly membership: ExporterMembership,
    private readonly store: ApiKeysStore,
  ) {}

  async revoke(actor: Actor, exporterId: string, apiKeyId: string): Promise<void> {
    await this.membership.requireMember(actor, exporterId);
    await this.store.revoke(exporterId, apiKeyId, {
      actor,
      action: 'api-key.revoked',
      exporterId,
      subjectId: apiKeyId,
    });
  }
}
