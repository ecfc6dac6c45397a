import { Injectable } from '@nestjs/common';
import { ExporterMembership } from '#libs/accounts';
import { type Actor, DomainError, type PayoutQuery, type PayoutStatement } from '#libs/contracts';
import { statementOf } from './statement.js';
import { StatementStore } from './statement.store.js';

const dayMs = 86_400_000;
const usualDays = 30;
const longestDays = 366;

/** What the house owes an exporter, and why. */
@Injectable()
export class ReadStatement {
  constructor(
    private readonly store: StatementStore,
    private readonly membership: ExporterMembership,
  ) {}

  /**
   * @throws DomainError `account.forbidden` for those who do not act for the exporter, `request.invalid` for a time that
   *   ends before it begins or is longer than a year
   */
  async read(actor: Actor, exporterId: string, query: PayoutQuery): Promise<PayoutStatement> {
    await this.membership.requireMember(actor, exporterId);
    const to = query.to === undefined ? new Date() : new Date(query.to);
    const from = query.from === undefined ? new Date(to.getTime() - usualDays * dayMs) : new Date(query.from);
    if (from > to || to.getTime() - from.getTime() > longestDays * dayMs)
      throw new DomainError('request.invalid', 'The time must begin before it ends, and last a year at most.');
    const opening = await this.store.balancesBefore(exporterId, from);
    const accounts = statementOf(opening, await this.store.lines(exporterId, from, to));
    return { exporterId, from: from.toISOString(), to: to.toISOString(), accounts };
  }
}
