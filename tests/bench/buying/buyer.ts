import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { pongTo, textFrame } from '../crowd/client-frames.js';
import { hasUpgraded, type Stage, upgradeRequest } from '../crowd/dialect.js';
import { ServerFrames } from './server-frames.js';

/** How an answer to a command begins; events, which nobody here reads, begin otherwise. */
const answers = ['[{"type":"ack","id":"', '[{"type":"problem","id":"'];
const longestAnswer = 25;

/** Somebody who asks one thing at a time over a WebSocket, and reads nothing but the answers. */
export class Buyer {
  readonly #frames = new ServerFrames();
  #answered: ((text: string) => void) | undefined;
  #asked = 0;
  /** Claims made so far. */
  claims = 0;

  private constructor(
    readonly number: number,
    readonly token: string,
    private readonly socket: Socket,
  ) {
    socket.on('data', (bytes: Buffer) => this.#read(bytes));
    socket.on('error', () => {});
  }

  /** Resolves when the server has let it in. */
  static async enter(stage: Stage, number: number, token: string): Promise<Buyer> {
    const socket = connect({ port: stage.port, host: '127.0.0.1' });
    await once(socket, 'connect');
    socket.setNoDelay(true);
    socket.write(upgradeRequest(stage));
    const [head] = (await once(socket, 'data')) as [Buffer];
    if (!hasUpgraded(head.toString('latin1'))) throw new Error('The server refused the upgrade.');
    const buyer = new Buyer(number, token, socket);
    const answer = await buyer.ask('hello', { token, lang: 'en' });
    if (!answer.includes('"ack"')) throw new Error(`The server did not let a buyer in: ${answer}`);
    return buyer;
  }

  /** The answer as it came: an ack or a problem, in JSON. */
  ask(cmd: string, data: unknown): Promise<string> {
    const id = String(++this.#asked);
    return new Promise((resolve) => {
      this.#answered = resolve;
      this.socket.write(textFrame(JSON.stringify({ cmd, id, data })));
    });
  }

  #read(bytes: Buffer): void {
    const pong = pongTo(bytes);
    if (pong !== null) this.socket.write(pong);
    this.#frames.read(bytes, (payload) => {
      const start = payload.toString('latin1', 0, longestAnswer);
      if (!answers.some((beginning) => start.startsWith(beginning))) return;
      const answered = this.#answered;
      this.#answered = undefined;
      answered?.(payload.toString());
    });
  }
}
