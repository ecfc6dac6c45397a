import { Injectable } from '@nestjs/common';
import { type Account, type AccountKind, DomainError } from '#libs/contracts';
import { Database, Prisma } from '#libs/database';

type AccountRow = Omit<Account, 'kind'> & { kind: string };
export type NewAccount = Account & { email?: string; passwordHash?: string };

/** All access to accounts. */
@Injectable()
export class AccountsStore {
  constructor(private readonly database: Database) {}

  /** @throws DomainError `account.email-taken` */
  async create(account: NewAccount): Promise<Account> {
    try {
      return accountOf(await this.database.prisma.account.create({ data: account }));
    } catch (error) {
      if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002')
        throw new DomainError('account.email-taken');
      throw error;
    }
  }

  async find(id: string): Promise<Account | null> {
    const row = await this.database.prisma.account.findUnique({ where: { id } });
    return row && accountOf(row);
  }

  async findByEmail(email: string): Promise<{ account: Account; passwordHash: string | null } | null> {
    const row = await this.database.prisma.account.findUnique({ where: { email } });
    return row && { account: accountOf(row), passwordHash: row.passwordHash };
  }
}

const accountOf = ({ id, kind, displayName, lang, country, simulated }: AccountRow): Account => ({
  id,
  kind: kind as AccountKind,
  displayName,
  lang,
  country,
  simulated,
});
