import { EventEmitter } from 'node:events';
import { type IncomingMessage, type Server, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { maxFrameBytes, realtimeProtocol } from '#libs/contracts';
import { Connection } from './connection.js';
import { checkHandshake, type Handshake } from './handshake.js';

/** Turns upgrade requests on an HTTP server into connections. */
export class SocketServer extends EventEmitter<{ connection: [Connection] }> {
  readonly #webSockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: maxFrameBytes,
    // it would compress each frame for each socket, and frames could no longer be written past `ws`
    perMessageDeflate: false,
    handleProtocols: () => realtimeProtocol,
  });

  constructor(
    http: Server,
    private readonly allowedOrigins: ReadonlySet<string>,
    private readonly isStopping: () => boolean,
  ) {
    super();
    http.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head));
  }

  close(): void {
    this.#webSockets.close();
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const handshake: Handshake = this.isStopping()
      ? { status: 503, reason: 'This node is stopping' }
      : checkHandshake(request, this.allowedOrigins);
    if ('status' in handshake) refuse(socket, handshake);
    else
      this.#webSockets.handleUpgrade(request, socket, head, (webSocket) =>
        this.emit('connection', new Connection(webSocket, socket, handshake.session)),
      );
  }
}

function refuse(socket: Duplex, { status, reason }: { status: number; reason: string }): void {
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Type: text/plain\r\n`;
  // the peer may be gone already
  socket.on('error', () => {});
  socket.end(`${head}Content-Length: ${Buffer.byteLength(reason)}\r\n\r\n${reason}`);
}
