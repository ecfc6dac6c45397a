import type { AddressInfo } from 'node:net';
import {
  type Hello,
  type LogEntry,
  realtimeProtocol,
  type ServerMessage,
  type SessionEvent,
  type Welcome,
} from '#libs/contracts';
import { type WebSocket, WebSocketServer } from 'ws';
import { aWelcome } from './session-builders.js';
import { LogBuilder } from './session-log-builder.js';

type Command = { cmd: string; id: string; data: unknown };
type Answer = ServerMessage | 'silence' | 'hang-up';

/**
 * A real WebSocket server that serves one session from a log in memory, and misbehaves on request. It stands where the
 * realtime node does, for tests of the client alone.
 */
export class RoomServer {
  readonly hellos: Hello[] = [];
  readonly commands: Command[] = [];
  answer: (command: Command) => Answer = ({ id }) => ({ type: 'ack', id, result: null });
  welcome: Partial<Welcome> = {};
  /** Closes a newcomer instead of welcoming it. */
  refusal: { code: number; reason: string } | null = null;
  log = new LogBuilder('first');
  private readonly sockets = new Set<WebSocket>();

  private constructor(private readonly server: WebSocketServer) {
    server.on('connection', (socket) => {
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
      socket.on('message', (data: Buffer) => this.receive(socket, JSON.parse(data.toString()) as Command));
    });
  }

  static start(port = 0): Promise<RoomServer> {
    return new Promise((resolve, reject) => {
      const server = new WebSocketServer({ port, host: '127.0.0.1', handleProtocols: () => realtimeProtocol });
      server.once('listening', () => resolve(new RoomServer(server)));
      server.once('error', reject);
    });
  }

  get url(): string {
    return `ws://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Appends to the log and pushes to everyone; `lost` appends only, as a pub/sub that dropped it would. */
  publish(event: SessionEvent, how: 'pushed' | 'lost' | 'doubled' = 'pushed'): void {
    const entry = this.log.append(event);
    if (how === 'lost') return;
    this.push(how === 'doubled' ? [entry, entry] : [entry]);
  }

  push(entries: readonly LogEntry[]): void {
    this.sendAll(entries.map((entry) => ({ type: 'event', entry })));
  }

  sendAll(frame: unknown): void {
    for (const socket of this.sockets) socket.send(JSON.stringify(frame));
  }

  hangUp(code = 4000, reason = ''): void {
    for (const socket of this.sockets) socket.close(code, reason);
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.terminate();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private receive(socket: WebSocket, command: Command): void {
    if (command.cmd === 'hello') return this.greet(socket, command.data as Hello);
    this.commands.push(command);
    const answer = this.answer(command);
    if (answer === 'hang-up') return socket.terminate();
    if (answer !== 'silence') socket.send(JSON.stringify([answer]));
  }

  private greet(socket: WebSocket, hello: Hello): void {
    this.hellos.push(hello);
    if (this.refusal) return socket.close(this.refusal.code, this.refusal.reason);
    const { epoch, seqs } = this.log;
    const resumed = hello.since?.epoch === epoch;
    const missing = this.log.entries.filter(
      ({ channel, seq }) => resumed && seq > (hello.since?.seqs[channel] ?? Number.POSITIVE_INFINITY),
    );
    const heads = { epoch, seqs: { ...aWelcome().heads.seqs, ...seqs } };
    const welcome: ServerMessage = { ...aWelcome({ resumed, heads }), ...this.welcome };
    socket.send(JSON.stringify([welcome, ...missing.map((entry) => ({ type: 'event', entry }))]));
  }
}
