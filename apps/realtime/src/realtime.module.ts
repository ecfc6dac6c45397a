import { Module } from '@nestjs/common';
import { AccountsModule } from '#libs/accounts';
import { CaptionsModule } from '#libs/captions';
import { ChatModule } from '#libs/chat';
import { OrdersModule } from '#libs/orders';
import { SessionsModule } from '#libs/sessions';
import { SnapshotsModule } from '#libs/snapshots';
import { Hub } from './hub/hub.js';
import { JoinSession } from './joining/join-session.js';
import { ReadMissing } from './joining/read-missing.js';
import { SessionStates } from './joining/session-states.js';
import { ReportPresence } from './presence/report-presence.js';
import { RealtimeGateway } from './realtime.gateway.js';
import { CommandLimits } from './socket/command-limits.js';
import { Connections } from './socket/connections.js';

/** The sockets of viewers and hosts. The app that imports it must call `prepareRealtime`. */
@Module({
  imports: [AccountsModule, SessionsModule, SnapshotsModule, ChatModule, CaptionsModule, OrdersModule],
  providers: [
    Hub,
    JoinSession,
    ReadMissing,
    SessionStates,
    ReportPresence,
    CommandLimits,
    Connections,
    RealtimeGateway,
  ],
})
export class RealtimeModule {}
