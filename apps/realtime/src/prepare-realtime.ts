import type { INestApplication } from '@nestjs/common';
import type { Settings } from '#libs/contracts';
import { SocketAdapter } from './socket/socket-adapter.js';

/** Lets an app that imports the RealtimeModule take sockets on its HTTP port. Call it before the app starts. */
export function prepareRealtime(app: INestApplication, settings: Settings): void {
  app.useWebSocketAdapter(new SocketAdapter(app, settings));
}
