import { type Hello, realtimeProtocol } from '#libs/contracts';
import { type Command, Line, type LineEvents } from './line.js';
import type { Socket, SocketConstructor } from './socket.js';

const HELLO_ID = 'hello';
const NORMAL_CLOSURE = 1000;

/** One socket: says hello, then carries frames. */
export class SocketLine extends Line {
  readonly way = 'socket';
  private readonly socket: Socket;

  constructor(
    address: string,
    hello: Hello,
    WebSocket: SocketConstructor,
    welcomeWithinMs: number,
    events: LineEvents,
  ) {
    // The answer to our hello is the welcome itself.
    const message: LineEvents['message'] = (told) =>
      told.type === 'ack' && told.id === HELLO_ID ? undefined : events.message(told);
    super({ ...events, message }, welcomeWithinMs);
    const socket = new WebSocket(address, [realtimeProtocol]);
    this.socket = socket;
    socket.addEventListener('open', () => this.send({ cmd: 'hello', id: HELLO_ID, data: hello }));
    socket.addEventListener('message', ({ data }) => this.read(data));
    socket.addEventListener('close', ({ code, reason }) => this.end(code, reason));
    // A close always follows an error; without a listener the package `ws` would throw.
    socket.addEventListener('error', () => undefined);
  }

  send(command: Command): void {
    if (!this.over) this.socket.send(JSON.stringify(command));
  }

  protected hangUp(): void {
    this.socket.close(NORMAL_CLOSURE);
  }
}
