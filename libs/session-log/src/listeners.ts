import { Logger } from '@nestjs/common';
import type { LogEntry } from '#libs/contracts';
import { errorFields } from '#libs/platform';
import type { LogListener } from './session-log.js';

/** The listeners of one session in this process. One that throws does not keep the others from hearing. */
export class Listeners implements LogListener {
  readonly #logger = new Logger('SessionLog');
  readonly #all = new Set<LogListener>();

  get size(): number {
    return this.#all.size;
  }

  add(listener: LogListener): void {
    this.#all.add(listener);
  }

  delete(listener: LogListener): void {
    this.#all.delete(listener);
  }

  entry(entry: LogEntry): void {
    this.#tell((listener) => listener.entry(entry));
  }

  lost(): void {
    this.#tell((listener) => listener.lost());
  }

  #tell(news: (listener: LogListener) => void): void {
    for (const listener of this.#all) {
      try {
        news(listener);
      } catch (error) {
        this.#logger.error({ err: errorFields(error as Error) }, 'a listener of the session log failed');
      }
    }
  }
}
