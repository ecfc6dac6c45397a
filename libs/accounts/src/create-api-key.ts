import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import type { Actor, NewApiKey } from '#libs/contracts';
import { ApiKeysStore } from './api-keys.store.js';
import { ExporterMembership } from './exporter-membership.js';
import { hashOfSecret, newSecret } from './opaque-secret.js';
import { apiKeyPrefix } from './token-verifier.js';

/** How much of a key is kept readable, so that people can tell their keys apart. */
const shownCharacters = 8;

@Injectable()
export class CreateApiKey {
  constructor(
    private readonly membership: ExporterMembership,
    private readonly store: ApiKeysStore,
  ) {}

  /** The answer holds the secret; it can not be read again. */
  async create(actor: Actor, exporterId: string, name: string): Promise<NewApiKey> {
    await this.membership.requireMember(actor, exporterId);
    const secret = `${apiKeyPrefix}${newSecret()}`;
    const prefix = secret.slice(0, shownCharacters);
    const id = uuidv7();
    const key = await this.store.create(
      { id, exporterId, name, prefix, hash: hashOfSecret(secret) },
      { actor, action: 'api-key.created', exporterId, subjectId: id },
    );
    return { ...key, secret };
  }
}
