import { Module } from '@nestjs/common';
import { ChangeSession } from './change-session.js';
import { MoveSession } from './move-session.js';
import { ScheduleSession } from './schedule-session.js';
import { SessionRoles } from './session-roles.js';
import { Sessions } from './sessions.js';
import { SessionsStore } from './sessions.store.js';

const useCases = [Sessions, ScheduleSession, ChangeSession, MoveSession, SessionRoles];

@Module({ providers: [SessionsStore, ...useCases], exports: useCases })
export class SessionsModule {}
