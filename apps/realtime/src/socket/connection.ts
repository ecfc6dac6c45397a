import type { Duplex } from 'node:stream';
import { uuidv7 } from 'uuidv7';
import { WebSocket } from 'ws';
import { closeCodes, type CloseNotice, type CloseReason, helloTimeoutMs, type ServerMessage } from '#libs/contracts';
import { writeTogether } from '#libs/platform';
import type { Frame } from '../hub/frame.js';
import type { Visit, Visitor } from '../joining/visitor.js';
import { messageFrame, textFrame } from './text-frame.js';

/** How long a peer may take to answer a close frame; one that stalls never does. Milliseconds. */
const lingerMs = 2000;

/**
 * One socket. Frames are made by the hub, often for many sockets, and go to the TCP socket as they are: without
 * compression `ws` keeps no bytes of its own, so the order of writes is kept.
 */
export class Connection implements Visitor {
  readonly id = uuidv7();
  readonly framing = textFrame;
  visit: Visit | undefined;
  #answered = true;
  readonly #silence: NodeJS.Timeout;

  constructor(
    private readonly webSocket: WebSocket,
    private readonly socket: Duplex,
    /** Id or slug of the session it asked for. */
    readonly session: string,
    /** Where it comes from, when that is known. */
    readonly address?: string,
  ) {
    writeTogether(socket);
    // an illegal frame: `ws` closes with the code that RFC 6455 has for it
    webSocket.on('error', () => {});
    webSocket.on('pong', () => (this.#answered = true));
    this.#silence = setTimeout(() => this.close('hello-timeout'), helloTimeoutMs).unref();
    webSocket.once('close', () => this.greeted());
  }

  get isOpen(): boolean {
    return this.webSocket.readyState === WebSocket.OPEN;
  }

  get waitingBytes(): number {
    return this.socket.writableLength;
  }

  /** It has said hello; how long the answer takes is not its fault. */
  greeted(): void {
    clearTimeout(this.#silence);
  }

  open(welcome: Frame, catchUp: readonly Frame[]): void {
    this.socket.cork();
    for (const frame of [welcome, ...catchUp]) this.write(frame);
    this.socket.uncork();
  }

  write({ bytes }: Frame): void {
    if (this.isOpen) this.socket.write(bytes);
  }

  send(...messages: ServerMessage[]): void {
    if (this.isOpen) this.socket.write(messageFrame(messages.map((message) => JSON.stringify(message))));
  }

  close(reason: CloseReason, retryAfterMs?: number): void {
    if (!this.isOpen) return;
    const notice: CloseNotice = { reason, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
    this.webSocket.close(closeCodes[reason].code, JSON.stringify(notice));
    setTimeout(() => this.webSocket.terminate(), lingerMs).unref();
  }

  /** Asks for a sign of life. One that gave none since the last time is gone. */
  ping(): void {
    if (!this.#answered) this.webSocket.terminate();
    else if (this.isOpen) this.webSocket.ping();
    this.#answered = false;
  }

  /** Text frames as text, binary ones as `null`: the protocol has none. */
  onMessage(listener: (text: string | null) => void): void {
    this.webSocket.on('message', (data: Buffer, isBinary) => listener(isBinary ? null : data.toString()));
  }

  onClose(listener: (code: number) => void): void {
    this.webSocket.once('close', listener);
  }
}
