import { Injectable } from '@nestjs/common';
import { type Actor, DomainError } from '#libs/contracts';
import { ExportersStore } from './exporters.store.js';

/** Who acts for an exporter: its members, its own API keys, and the operators of the house. */
@Injectable()
export class ExporterMembership {
  constructor(private readonly store: ExportersStore) {}

  /** @throws DomainError `account.unauthenticated` or `account.forbidden` */
  async requireMember(actor: Actor, exporterId: string): Promise<void> {
    if (actor.kind === 'anonymous') throw new DomainError('account.unauthenticated');
    if (!(await this.isMember(actor, exporterId))) throw new DomainError('account.forbidden');
  }

  async isMember(actor: Actor, exporterId: string): Promise<boolean> {
    if (actor.kind === 'anonymous') return false;
    if (actor.kind === 'operator') return true;
    if (actor.kind === 'api-key') return actor.exporterId === exporterId;
    return this.store.isMember(exporterId, actor.accountId);
  }
}
