import { Injectable } from '@nestjs/common';
import { DomainError, type Exporter, type SignedInActor } from '#libs/contracts';
import { ExportersStore } from './exporters.store.js';

@Injectable()
export class ReadExporters {
  constructor(private readonly store: ExportersStore) {}

  /** @throws DomainError `exporter.not-found` */
  async byId(id: string): Promise<Exporter> {
    const exporter = await this.store.find(id);
    if (exporter === null) throw new DomainError('exporter.not-found');
    return exporter;
  }

  /** Those the caller is a member of, by name. */
  mine(actor: SignedInActor): Promise<Exporter[]> {
    return this.store.listOf(actor.accountId);
  }
}
