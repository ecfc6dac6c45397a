import { Body, Controller, Delete, Get, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { z } from 'zod';
import { Allow, Caller, signedIn } from '#libs/accounts';
import {
  type Actor,
  ChangeSession as ChangeSessionBody,
  GiveRole,
  Id,
  type Page,
  PageQuery,
  pageOf,
  ScheduleSession as ScheduleSessionBody,
  Session,
  SessionQuery,
  SessionSnapshot,
} from '#libs/contracts';
import { ChangeSession, MoveSession, ScheduleSession, SessionRoles, Sessions } from '#libs/sessions';
import { SessionSnapshots } from '#libs/snapshots';
import { Answers } from '../answers.decorator.js';

const ListQuery = PageQuery.extend(SessionQuery.shape);

@Controller('v1')
export class SessionsController {
  constructor(
    private readonly sessions: Sessions,
    private readonly scheduling: ScheduleSession,
    private readonly changing: ChangeSession,
    private readonly moving: MoveSession,
    private readonly roles: SessionRoles,
    private readonly snapshots: SessionSnapshots,
  ) {}

  @Get('sessions')
  @Allow('anyone')
  @Answers(200, pageOf(Session))
  list(@Query({ schema: ListQuery }) query: z.infer<typeof ListQuery>): Promise<Page<Session>> {
    return this.sessions.list(query);
  }

  @Get('me/sessions')
  @Allow('person')
  @Answers(200, pageOf(Session))
  mine(@Caller() actor: Actor, @Query({ schema: PageQuery }) query: PageQuery): Promise<Page<Session>> {
    return this.sessions.list({ ...query, hostId: signedIn(actor).accountId });
  }

  @Post('sessions')
  @Allow('person')
  @Answers(201, Session)
  schedule(@Caller() actor: Actor, @Body({ schema: ScheduleSessionBody }) body: ScheduleSessionBody): Promise<Session> {
    return this.scheduling.schedule(signedIn(actor), body);
  }

  /** By id or slug: the session with its line-up, open offers and audience. */
  @Get('sessions/:session')
  @Allow('anyone')
  @Answers(200, SessionSnapshot)
  read(@Param('session') session: string): Promise<SessionSnapshot> {
    return this.snapshots.of(session);
  }

  /** What is left out stays. Once the session has begun its plan stays as it is. */
  @Patch('sessions/:session')
  @Allow('person')
  @Answers(200, Session)
  change(
    @Caller() actor: Actor,
    @Param('session') session: string,
    @Body({ schema: ChangeSessionBody }) body: ChangeSessionBody,
  ): Promise<Session> {
    return this.changing.change(actor, session, body);
  }

  /** Calls off a session that has not begun. */
  @Post('sessions/:session/cancel')
  @Allow('person')
  @Answers(200, Session)
  cancel(@Caller() actor: Actor, @Param('session') session: string): Promise<Session> {
    return this.moving.cancel(actor, session);
  }

  @Post('sessions/:session/start')
  @Allow('person')
  @Answers(200, Session)
  start(@Caller() actor: Actor, @Param('session') session: string): Promise<Session> {
    return this.moving.start(actor, session);
  }

  @Post('sessions/:session/end')
  @Allow('person')
  @Answers(200, Session)
  end(@Caller() actor: Actor, @Param('session') session: string): Promise<Session> {
    return this.moving.end(actor, session);
  }

  @Put('sessions/:session/roles/:account')
  @Allow('person')
  @Answers(204)
  giveRole(
    @Caller() actor: Actor,
    @Param('session') session: string,
    @Param('account', { schema: Id }) account: string,
    @Body({ schema: GiveRole }) body: z.infer<typeof GiveRole>,
  ): Promise<void> {
    return this.roles.give(actor, session, account, body.role);
  }

  @Delete('sessions/:session/roles/:account')
  @Allow('person')
  @Answers(204)
  takeRole(
    @Caller() actor: Actor,
    @Param('session') session: string,
    @Param('account', { schema: Id }) account: string,
  ): Promise<void> {
    return this.roles.take(actor, session, account);
  }
}
