import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import {
  type Hello,
  type LogEntry,
  readPositionsWord,
  realtimeProtocol,
  type ServerMessage,
  type SessionEvent,
  type Welcome,
} from '#libs/contracts';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Reader, socketReader, streamReader } from './room-reader.js';
import { aWelcome } from './session-builders.js';
import { LogBuilder } from './session-log-builder.js';

type Command = { cmd: string; id: string; data: unknown };
type Answer = ServerMessage | 'silence' | 'hang-up';
type Asked = Pick<IncomingMessage, 'method' | 'url' | 'headers'>;

/**
 * A real server that serves one session from a log in memory, over WebSocket and as event streams, and misbehaves on
 * request. It stands where the realtime node and the API do, for tests of the client alone.
 */
export class RoomServer {
  readonly hellos: Hello[] = [];
  readonly commands: Command[] = [];
  /** Requests over HTTP, those for streams included. */
  readonly asked: Asked[] = [];
  answer: (command: Command) => Answer = ({ id }) => ({ type: 'ack', id, result: null });
  welcome: Partial<Welcome> = {};
  /** Closes a newcomer instead of welcoming it. */
  refusal: { code: number; reason: string } | null = null;
  /** As a proxy does that does not know WebSocket, or one that takes the upgrade and carries nothing. */
  upgrades: 'taken' | 'refused' | 'swallowed' = 'taken';
  upgradesSeen = 0;
  /** Answers whoever asks for a stream, instead of opening one. */
  streamRefusal: { status: number; headers?: Record<string, string>; body: unknown } | null = null;
  log = new LogBuilder('first');
  private readonly readers = new Set<Reader>();

  private constructor(
    private readonly server: Server,
    private readonly sockets = new WebSocketServer({ noServer: true, handleProtocols: () => realtimeProtocol }),
  ) {
    server.on('upgrade', (request, socket: Socket, head) => {
      this.upgradesSeen++;
      // a client that gives up resets the connection; without a listener that would end the tests
      socket.on('error', () => {});
      if (this.upgrades === 'refused') return socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n');
      return sockets.handleUpgrade(request, socket, head, (opened) => this.accept(opened));
    });
    server.on('request', (request, response) => void this.request(request, response));
  }

  static start(port = 0): Promise<RoomServer> {
    return new Promise((resolve, reject) => {
      const server = createServer();
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => resolve(new RoomServer(server)));
    });
  }

  get url(): string {
    return `ws://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get httpUrl(): string {
    return this.url.replace('ws', 'http');
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
    for (const reader of this.readers) reader.tell(frame);
  }

  hangUp(code = 4000, reason = ''): void {
    for (const reader of this.readers) reader.close(code, reason);
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets.clients) socket.terminate();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private accept(socket: WebSocket): void {
    if (this.upgrades === 'swallowed') return;
    socket.on('message', (data: Buffer) => {
      const command = JSON.parse(data.toString()) as Command;
      if (command.cmd === 'hello') return this.greet(socketReader(socket), command.data as Hello);
      this.commands.push(command);
      const answer = this.answer(command);
      if (answer === 'hang-up') return socket.terminate();
      if (answer !== 'silence') socket.send(JSON.stringify([answer]));
    });
  }

  private async request(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '', headers } = request;
    this.asked.push({ method, url, headers });
    const body = await text(request);
    if (url.includes('/events?')) return this.openStream(url, headers, response);
    const command = { cmd: `${method} ${url}`, id: 'http', data: body === '' ? null : (JSON.parse(body) as unknown) };
    this.commands.push(command);
    const answer = this.answer(command);
    if (answer === 'hang-up') response.destroy();
    else if (answer !== 'silence') respond(response, answer);
  }

  private openStream(url: string, headers: IncomingMessage['headers'], response: ServerResponse): void {
    if (this.streamRefusal !== null) {
      const { status, headers: own, body } = this.streamRefusal;
      return void response.writeHead(status, own).end(JSON.stringify(body));
    }
    const lang = new URL(url, this.httpUrl).searchParams.get('lang') ?? '';
    const since = readPositionsWord(String(headers['last-event-id'] ?? ''));
    return this.greet(streamReader(response), { lang, profile: 'full', ...(since && { since }) });
  }

  private greet(reader: Reader, hello: Hello): void {
    this.hellos.push(hello);
    if (this.refusal) return reader.close(this.refusal.code, this.refusal.reason);
    this.readers.add(reader);
    reader.onClose(() => this.readers.delete(reader));
    const { epoch, seqs } = this.log;
    const resumed = hello.since?.epoch === epoch;
    const missing = this.log.entries.filter(
      ({ channel, seq }) => resumed && seq > (hello.since?.seqs[channel] ?? Number.POSITIVE_INFINITY),
    );
    const heads = { epoch, seqs: { ...aWelcome().heads.seqs, ...seqs } };
    const welcome: ServerMessage = { ...aWelcome({ resumed, heads }), ...this.welcome };
    reader.tell([welcome, ...missing.map((entry) => ({ type: 'event', entry }))], 'welcome');
  }
}

function respond(response: ServerResponse, answer: ServerMessage): void {
  const [status, body] =
    answer.type === 'problem' ? [answer.problem.status, answer.problem] : [200, answer.type === 'ack' && answer.result];
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
