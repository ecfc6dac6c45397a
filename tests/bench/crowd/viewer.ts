import { connect, type Socket } from 'node:net';
import { pongTo } from './client-frames.js';
import { dialectOf, hasUpgraded, type Memory, readWelcome, type Stage, upgradeRequest } from './dialect.js';
import { type Mark, MarkReader } from './marked-text.js';

export interface ViewerEvents {
  letIn(viewer: Viewer): void;
  heard(viewer: Viewer, mark: Mark): void;
  /** The server, or the line, ended it. */
  gone(viewer: Viewer, retryAfterMs: number): void;
}

/** One buffer for all sockets: each chunk is looked at before the next is read. */
const chunk = Buffer.allocUnsafe(256 * 1024);

/** A WebSocket of one viewer that reads as little as it can. */
export class Viewer {
  lastNumber = 0;
  resumed = false;
  isIn = false;
  stalled = false;
  #memory: Memory | null = null;
  #socket: Socket | undefined;
  #marks = new MarkReader();
  #said = '';
  #asked = false;

  constructor(
    private readonly stage: Stage,
    private readonly events: ViewerEvents,
  ) {}

  connect(): void {
    this.#marks = new MarkReader();
    this.#said = '';
    this.#asked = false;
    const socket = connect({
      port: this.stage.port,
      host: '127.0.0.1',
      onread: {
        buffer: chunk,
        callback: (size) => {
          this.#read(chunk.subarray(0, size));
          return true;
        },
      },
    });
    this.#socket = socket;
    socket.once('connect', () => socket.write(upgradeRequest(this.stage)));
    socket.on('error', () => {});
    socket.on('end', () => socket.destroy());
    socket.once('close', () => {
      if (socket === this.#socket) this.#gone();
    });
  }

  /** Leaves without a word, as a viewer whose line breaks. */
  leave(): void {
    const socket = this.#socket;
    this.#socket = undefined;
    this.isIn = false;
    socket?.destroy();
  }

  /** Reads no more, and lets the server write. */
  stall(): void {
    this.stalled = true;
    this.#socket?.pause();
  }

  #read(bytes: Buffer): void {
    if (!this.isIn) this.#join(bytes);
    const pong = pongTo(bytes);
    if (pong !== null) this.#socket?.write(pong);
    this.#marks.read(bytes, (mark) => {
      this.events.heard(this, mark);
      this.lastNumber = mark.number;
      if (this.#memory !== null) this.#memory.lastNumber = mark.number;
    });
  }

  #join(bytes: Buffer): void {
    this.#said += bytes.toString('latin1');
    const { opening, letIn } = dialectOf(this.stage);
    if (!this.#asked && hasUpgraded(this.#said)) {
      this.#asked = true;
      const words = opening(this.#memory);
      if (words !== null) this.#socket?.write(words);
    }
    if (!letIn.test(this.#said)) return;
    this.isIn = true;
    const welcome = readWelcome(this.#said);
    this.#said = '';
    if (welcome !== null) {
      this.resumed = welcome.resumed;
      this.#memory = { heads: welcome.heads, lastNumber: this.lastNumber };
    }
    this.events.letIn(this);
  }

  #gone(): void {
    this.#socket = undefined;
    this.isIn = false;
    this.events.gone(this, Number(/"retryAfterMs":(\d+)/.exec(this.#said)?.[1] ?? 0));
  }
}
