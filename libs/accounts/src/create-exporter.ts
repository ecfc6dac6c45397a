import { Injectable } from '@nestjs/common';
import type { CreateExporter as CreateExporterInput, Exporter, SignedInActor } from '#libs/contracts';
import { ExportersStore } from './exporters.store.js';

/** Whoever creates an exporter is its first member. */
@Injectable()
export class CreateExporter {
  constructor(private readonly store: ExportersStore) {}

  /** @throws DomainError `exporter.slug-taken` */
  create(actor: SignedInActor, input: CreateExporterInput): Promise<Exporter> {
    return this.store.create(input, actor.accountId);
  }
}
