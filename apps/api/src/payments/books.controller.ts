import { Controller, Get, Headers, Param, Query, Res } from '@nestjs/common';
import { Allow, Caller } from '#libs/accounts';
import { type Actor, Id, LedgerCheck, PayoutQuery, PayoutStatement } from '#libs/contracts';
import { CheckLedger, ReadStatement, statementCsv } from '#libs/payments';
import { Answers } from '../answers.decorator.js';

type Reply = { header(name: string, value: string): unknown };

@Controller('v1')
export class BooksController {
  constructor(
    private readonly checking: CheckLedger,
    private readonly statements: ReadStatement,
  ) {}

  /** Whether every transfer sums to zero, and the books say what the payments say. */
  @Get('ledger/check')
  @Allow('operator')
  @Answers(200, LedgerCheck)
  check(): Promise<LedgerCheck> {
    return this.checking.all();
  }

  /** For the exporter: what the house owes it, and why. As CSV for those who accept `text/csv`. */
  @Get('exporters/:exporter/payouts')
  @Allow('person', 'api-key')
  @Answers(200, PayoutStatement)
  async payouts(
    @Caller() actor: Actor,
    @Param('exporter', { schema: Id }) exporter: string,
    @Query({ schema: PayoutQuery }) query: PayoutQuery,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<PayoutStatement | string> {
    const statement = await this.statements.read(actor, exporter, query);
    reply.header('vary', 'accept');
    if (accept?.includes('text/csv') !== true) return statement;
    reply.header('content-type', 'text/csv; charset=utf-8');
    return statementCsv(statement);
  }
}
