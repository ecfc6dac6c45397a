import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { Allow, Caller } from '#libs/accounts';
import {
  type Actor,
  Alerts,
  AuditEntry,
  AuditQuery,
  EndInEmergency,
  HouseVitals,
  Id,
  type Page,
  pageOf,
  Session,
  WatchedSession,
  WatchedSessionQuery,
} from '#libs/contracts';
import { ReadAlerts, ReadAudit, ReadVitals, WatchSessions } from '#libs/operations';
import { Answers } from '../answers.decorator.js';

/** The house as its operators see it. Nobody else gets anything here. */
@Controller('v1/operate')
@Allow('operator')
export class OperateController {
  constructor(
    private readonly sessions: WatchSessions,
    private readonly audit: ReadAudit,
    private readonly alerts: ReadAlerts,
    private readonly vitals: ReadVitals,
  ) {}

  /** All sessions, newest first: who watches them now, and what was claimed and ordered in them. */
  @Get('sessions')
  @Answers(200, pageOf(WatchedSession))
  listSessions(@Query({ schema: WatchedSessionQuery }) query: WatchedSessionQuery): Promise<Page<WatchedSession>> {
    return this.sessions.page(query);
  }

  /** Ends somebody's session at once. The audit keeps who did it and why. */
  @Post('sessions/:session/end')
  @Answers(200, Session)
  end(
    @Caller() actor: Actor,
    @Param('session', { schema: Id }) session: string,
    @Body({ schema: EndInEmergency }) { reason }: z.infer<typeof EndInEmergency>,
  ): Promise<Session> {
    return this.sessions.end(actor, session, reason);
  }

  /** What staff did, newest first. */
  @Get('audit')
  @Answers(200, pageOf(AuditEntry))
  listAudit(@Query({ schema: AuditQuery }) query: AuditQuery): Promise<Page<AuditEntry>> {
    return this.audit.page(query);
  }

  /** What wants somebody now, the worst first. */
  @Get('alerts')
  @Answers(200, Alerts)
  readAlerts(): Promise<Alerts> {
    return this.alerts.read();
  }

  /** The last ten minutes of every process of the house. */
  @Get('metrics')
  @Answers(200, HouseVitals)
  readMetrics(): Promise<HouseVitals> {
    return this.vitals.read();
  }
}
