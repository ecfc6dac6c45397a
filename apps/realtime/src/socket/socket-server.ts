import { EventEmitter } from 'node:events';
import { type IncomingMessage, type Server, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { maxFrameBytes, realtimeProtocol } from '#libs/contracts';
import type { ClientAddress } from '#libs/platform';
import { Connection } from './connection.js';
import { checkHandshake, type Handshake } from './handshake.js';

/** Who stands at the door, and what to ask about those who come. */
export interface Door {
  allowedOrigins: ReadonlySet<string>;
  addressOf: ClientAddress;
  /** In how many milliseconds somebody from this address may come in; 0 is now. */
  waitOf(address: string | undefined): Promise<number>;
  isStopping(): boolean;
}

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
    private readonly door: Door,
  ) {
    super();
    http.on('upgrade', (request, socket, head) => void this.#upgrade(request, socket, head));
  }

  close(): void {
    this.#webSockets.close();
  }

  async #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    // the peer may be gone at any time
    socket.on('error', () => {});
    const handshake: Handshake = this.door.isStopping()
      ? { status: 503, reason: 'This node is stopping' }
      : checkHandshake(request, this.door.allowedOrigins);
    if ('status' in handshake) return refuse(socket, handshake);
    const address = this.door.addressOf(request);
    const retryAfterMs = await this.door.waitOf(address);
    this.#webSockets.handleUpgrade(request, socket, head, (webSocket) => {
      const connection = new Connection(webSocket, socket, handshake.session, address);
      // a browser is not shown the status of a refused upgrade: what it can read is a close frame
      if (retryAfterMs > 0) connection.close('too-frequent', retryAfterMs);
      else this.emit('connection', connection);
    });
  }
}

function refuse(socket: Duplex, { status, reason }: { status: number; reason: string }): void {
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Type: text/plain\r\n`;
  // a peer that does not hang up by itself would keep the socket for ever
  socket.once('finish', () => socket.destroy());
  socket.end(`${head}Content-Length: ${Buffer.byteLength(reason)}\r\n\r\n${reason}`);
}
