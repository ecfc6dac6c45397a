import type { AddressInfo } from 'node:net';
import type { INestApplication } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { AccountsModule, RegisterGuest } from '#libs/accounts';
import type { Session, Settings, SignedInActor } from '#libs/contracts';
import { DatabaseModule } from '#libs/database';
import { createHttpApp, PlatformModule } from '#libs/platform';
import { QueueModule } from '#libs/queue';
import { SessionLogModule } from '#libs/session-log';
import { MoveSession, ScheduleSession } from '#libs/sessions';
import { prepareRealtime, RealtimeModule } from '../src/index.js';

@Module({})
class NodeModule {}

export interface Person {
  actor: SignedInActor;
  token: string;
}

/** A realtime node in this process, on a free port, with real stores. */
export class RealtimeNode {
  private constructor(
    readonly app: INestApplication,
    readonly address: string,
  ) {}

  static async start(settings: Settings): Promise<RealtimeNode> {
    const imports = [
      PlatformModule.with(settings),
      DatabaseModule,
      SessionLogModule,
      QueueModule,
      AccountsModule,
      RealtimeModule,
    ];
    const app = await createHttpApp({ module: NodeModule, imports }, settings);
    prepareRealtime(app, settings);
    await app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = app.getHttpServer().address() as AddressInfo;
    return new RealtimeNode(app, `127.0.0.1:${port}`);
  }

  stop(): Promise<void> {
    return this.app.close();
  }

  async person(displayName: string, lang = 'en'): Promise<Person> {
    const { account, accessToken } = await this.app
      .get(RegisterGuest, { strict: false })
      .register({ displayName, lang, simulated: false });
    const { id: accountId, kind, simulated } = account;
    return { actor: { kind, accountId, displayName, simulated }, token: accessToken };
  }

  async liveSession(host: Person, languages = ['en', 'fr', 'zh-Hans']): Promise<Session> {
    const session = await this.app.get(ScheduleSession, { strict: false }).schedule(host.actor, {
      slug: `session-${uuidv7()}`,
      title: 'Tea and coffee',
      sourceLang: 'en',
      currency: 'USD',
      startsAt: new Date().toISOString(),
      languages,
      archiveLanguages: [],
      maxLanguages: 12,
    });
    return this.app.get(MoveSession, { strict: false }).start(host.actor, session.id);
  }
}
