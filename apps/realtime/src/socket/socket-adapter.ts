import type { INestApplication, WebSocketAdapter, WsMessageHandler } from '@nestjs/common';
import { firstValueFrom, type Observable } from 'rxjs';
import type { CommandName, Settings } from '#libs/contracts';
import { allowedOrigins, clientAddress } from '#libs/platform';
import { Arrivals } from '../joining/arrivals.js';
import { OpenLines } from '../joining/open-lines.js';
import { CommandLimits } from './command-limits.js';
import { type CommandHandler, CommandRunner } from './command-runner.js';
import type { Connection } from './connection.js';
import { SocketServer } from './socket-server.js';

/**
 * Nest's gateways over `ws`, by our protocol. Nest's own adapter drops bad frames and unknown commands silently, and
 * serialises each answer for each socket; this one answers everything, and hands gateways a `Connection`.
 */
export class SocketAdapter implements WebSocketAdapter<SocketServer, Connection> {
  constructor(
    private readonly app: INestApplication,
    private readonly settings: Settings,
  ) {}

  create(): SocketServer {
    const lines = this.app.get(OpenLines);
    const arrivals = this.app.get(Arrivals);
    return new SocketServer(this.app.getHttpServer(), {
      allowedOrigins: allowedOrigins(this.settings),
      addressOf: clientAddress(this.settings),
      waitOf: (address) => arrivals.waitOf(address),
      isStopping: () => lines.draining,
    });
  }

  bindClientConnect(server: SocketServer, callback: (connection: Connection) => void): void {
    server.on('connection', callback);
  }

  bindClientDisconnect(connection: Connection, callback: (code: number) => void): void {
    connection.onClose(callback);
  }

  bindMessageHandlers(
    connection: Connection,
    handlers: WsMessageHandler<CommandName>[],
    transform: (answer: unknown) => Observable<unknown>,
  ): void {
    // where an interceptor is at work (standalone has the API's), a handler answers an Observable
    const run =
      (callback: WsMessageHandler['callback']): CommandHandler =>
      (data) =>
        firstValueFrom(transform(callback(data)), { defaultValue: null });
    const byName = new Map(handlers.map(({ message, callback }) => [message, run(callback)]));
    const runner = new CommandRunner(connection, byName, this.app.get(CommandLimits));
    connection.onMessage((text) => void runner.receive(text));
  }

  close(server: SocketServer): void {
    server.close();
  }

  /** Nest calls it at the end; the HTTP server is not ours to close. */
  async dispose(): Promise<void> {}
}
