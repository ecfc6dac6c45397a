import { Module } from '@nestjs/common';
import { AccountsModule } from '#libs/accounts';
import { CaptionsModule } from '#libs/captions';
import { ChatModule } from '#libs/chat';
import { OrdersModule } from '#libs/orders';
import { SessionsModule } from '#libs/sessions';
import { SnapshotsModule } from '#libs/snapshots';
import { EventsController } from './events/events.controller.js';
import { Hub } from './hub/hub.js';
import { TellEarly } from './hub/tell-early.js';
import { Admission } from './joining/admission.js';
import { Arrivals } from './joining/arrivals.js';
import { JoinSession } from './joining/join-session.js';
import { OpenLines } from './joining/open-lines.js';
import { ReadMissing } from './joining/read-missing.js';
import { SessionStates } from './joining/session-states.js';
import { ReportPresence } from './presence/report-presence.js';
import { RealtimeGateway } from './realtime.gateway.js';
import { CommandLimits } from './socket/command-limits.js';

/** The sockets and event streams of viewers and hosts. The app that imports it must call `prepareRealtime`. */
@Module({
  imports: [AccountsModule, SessionsModule, SnapshotsModule, ChatModule, CaptionsModule, OrdersModule],
  controllers: [EventsController],
  providers: [
    Hub,
    JoinSession,
    ReadMissing,
    SessionStates,
    ReportPresence,
    TellEarly,
    CommandLimits,
    OpenLines,
    Admission,
    Arrivals,
    RealtimeGateway,
  ],
})
export class RealtimeModule {}
