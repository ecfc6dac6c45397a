import { type Hello, realtimeProtocol, type ServerMessage } from '#libs/contracts';
import { ABNORMAL_CLOSURE } from './close-reason.js';
import { FrameReader, type UnknownEvent } from './server-frames.js';
import type { Socket, SocketConstructor } from './socket.js';

export interface LineEvents {
  message: (message: ServerMessage | UnknownEvent) => void;
  /** After the last message of a frame. */
  frameEnd: () => void;
  lost: (code: number, reason: string) => void;
}

const HELLO_ID = 'hello';
const NORMAL_CLOSURE = 1000;

/** One socket from its opening to its end: says hello, then carries frames. Tells nothing more once it was dropped. */
export class SessionLine {
  private socket: Socket | undefined;
  private over = false;
  private readonly frames = new FrameReader();

  constructor(
    address: string,
    hello: Hello,
    WebSocket: SocketConstructor,
    private readonly events: LineEvents,
  ) {
    const socket = new WebSocket(address, [realtimeProtocol]);
    this.socket = socket;
    socket.addEventListener('open', () => this.send(JSON.stringify({ cmd: 'hello', id: HELLO_ID, data: hello })));
    socket.addEventListener('message', ({ data }) => this.receive(data));
    socket.addEventListener('close', ({ code, reason }) => this.end(code, reason));
    // A close always follows an error; without a listener the package `ws` would throw.
    socket.addEventListener('error', () => undefined);
  }

  send(frame: string): void {
    if (!this.over) this.socket?.send(frame);
  }

  /** Gives up a line that does not answer, without waiting for its closing handshake. */
  abandon(): void {
    this.end(ABNORMAL_CLOSURE, '');
    this.drop();
  }

  drop(): void {
    this.over = true;
    this.socket?.close(NORMAL_CLOSURE);
    this.socket = undefined;
  }

  private receive(data: unknown): void {
    if (this.over) return;
    for (const message of this.frames.read(data)) {
      // The answer to our hello is the welcome itself.
      if (message.type === 'ack' && message.id === HELLO_ID) continue;
      this.events.message(message);
    }
    this.events.frameEnd();
  }

  private end(code: number, reason: string): void {
    if (this.over) return;
    this.over = true;
    this.events.lost(code, reason);
  }
}
