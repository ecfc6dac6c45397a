import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { type CloseNotice, type CloseReason, type Positions, positionsWord, shortChannel } from '#libs/contracts';
import type { Frame } from '../hub/frame.js';
import { byteBudget } from '../hub/pressure.js';
import type { Visit, Visitor } from '../joining/visitor.js';

/** A stream whose server vanished is opened anew after this, and not all of them at once. Milliseconds. */
const comeBackMs = { least: 1000, spread: 2000 };
/** How long what waits may take to reach a reader that was told good-bye. Milliseconds. */
const lingerMs = 2000;

/** The data of one event (WHATWG HTML, 9.2.5). What stands behind it, its id, is each stream's own. */
const eventData = (text: string): Buffer => Buffer.from(`data: ${text}\n`);

const jitter = (): number => Math.round(comeBackMs.least + Math.random() * comeBackMs.spread);

/**
 * One response of Server-Sent Events. The data of an event is what a WebSocket frame holds; its `id` says how far into
 * the log the reader has come, so that a reader which knows nothing of our log resumes without a gap.
 */
export class EventStream implements Visitor {
  readonly framing = eventData;
  visit: Visit | undefined;
  #epoch = '';
  /** By short name. `undefined` since something was left out: from there on no id is true. */
  #reached: Map<string, number> | undefined;

  constructor(
    private readonly response: ServerResponse,
    headers: OutgoingHttpHeaders,
  ) {
    // the peer may vanish at any time: `close` follows
    response.on('error', () => {});
    const own = {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    };
    for (const [name, value] of Object.entries({ ...headers, ...own }))
      if (value !== undefined) response.setHeader(name, value);
    response.writeHead(200);
    response.write(`retry: ${jitter()}\n\n`);
  }

  get isOpen(): boolean {
    return !this.response.writableEnded && !this.response.destroyed;
  }

  get waitingBytes(): number {
    return this.response.writableLength;
  }

  /** Only what ends the catching up has an id: a reader that is cut before begins where it began now. */
  open(welcome: Frame, catchUp: readonly Frame[], { epoch, seqs }: Positions): void {
    if (!this.isOpen) return;
    this.#epoch = epoch;
    this.#reached = new Map(Object.entries(seqs).map(([channel, seq]) => [shortChannel(channel), seq]));
    const frames = [welcome, ...catchUp];
    this.response.cork();
    this.response.write('event: welcome\n');
    for (const [index, { bytes }] of frames.entries()) {
      this.response.write(bytes);
      this.response.write(index === catchUp.length ? this.#end : '\n');
    }
    this.response.uncork();
  }

  write(frame: Frame): void {
    if (!this.isOpen) return;
    this.#advance(frame);
    this.response.cork();
    this.response.write(frame.bytes);
    this.response.write(this.#end);
    this.response.uncork();
    // it lost chat and takes what it gets again: from its last id it gets the rest
    if (this.#reached === undefined && this.waitingBytes < byteBudget.passing) this.close('resume', 0);
  }

  close(reason: CloseReason, retryAfterMs = jitter()): void {
    if (!this.isOpen) return;
    const notice: CloseNotice = { reason, retryAfterMs };
    this.response.end(`event: close\nretry: ${retryAfterMs}\ndata: ${JSON.stringify(notice)}\n\n`);
    setTimeout(() => this.response.destroy(), lingerMs).unref();
  }

  ping(): void {
    if (this.isOpen) this.response.write(':\n\n');
  }

  onClose(listener: () => void): void {
    this.response.once('close', listener);
  }

  get #end(): string {
    return this.#reached === undefined ? '\n' : `id: ${positionsWord(this.#epoch, this.#reached)}\n\n`;
  }

  #advance({ reaches }: Frame): void {
    for (const [channel, { first, last }] of reaches) {
      const name = shortChannel(channel);
      const before = this.#reached?.get(name) ?? 0;
      if (first > before + 1) this.#reached = undefined;
      else this.#reached?.set(name, Math.max(before, last));
    }
  }
}
