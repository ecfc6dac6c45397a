import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { type CreateExporter, DomainError, type Exporter } from '#libs/contracts';
import { Database, Prisma } from '#libs/database';

/** All access to exporters and their members. */
@Injectable()
export class ExportersStore {
  constructor(private readonly database: Database) {}

  /** @throws DomainError `exporter.slug-taken` */
  async create(input: CreateExporter, firstMember: string): Promise<Exporter> {
    try {
      const members = { create: { accountId: firstMember } };
      return exporterOf(await this.database.prisma.exporter.create({ data: { ...input, id: uuidv7(), members } }));
    } catch (error) {
      if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002')
        throw new DomainError('exporter.slug-taken');
      throw error;
    }
  }

  async find(id: string): Promise<Exporter | null> {
    const row = await this.database.prisma.exporter.findUnique({ where: { id } });
    return row && exporterOf(row);
  }

  async listOf(accountId: string): Promise<Exporter[]> {
    const rows = await this.database.prisma.exporter.findMany({
      where: { members: { some: { accountId } } },
      orderBy: { name: 'asc' },
    });
    return rows.map(exporterOf);
  }

  async isMember(exporterId: string, accountId: string): Promise<boolean> {
    return (await this.database.prisma.exporterMember.count({ where: { exporterId, accountId } })) > 0;
  }
}

const exporterOf = ({ id, slug, name, country }: Exporter): Exporter => ({ id, slug, name, country });
