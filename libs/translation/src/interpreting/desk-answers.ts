import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { InterpretingStore } from './interpreting.store.js';

type Waiting = { resolve: (answer: string | null) => void; reject: (reason: unknown) => void };

// The answer may come to another process: the table is where they meet, and people type more slowly than this.
const LOOK_EVERY_MS = 100;

/** Waits for interpreters' answers: one look at the table for all that this process waits for. */
@Injectable()
export class DeskAnswers implements OnApplicationShutdown {
  readonly #waiting = new Map<string, Waiting>();
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly store: InterpretingStore) {}

  /** `null` when the interpreter leaves it to the machines. Rejects with the signal's reason. */
  async to(id: string, signal: AbortSignal): Promise<string | null> {
    signal.throwIfAborted();
    let giveUp = () => {};
    const answered = new Promise<string | null>((resolve, reject) => {
      giveUp = () => reject(signal.reason);
      this.#waiting.set(id, { resolve, reject });
    });
    signal.addEventListener('abort', giveUp, { once: true });
    this.#lookAgain();
    try {
      return await answered;
    } finally {
      signal.removeEventListener('abort', giveUp);
      this.#waiting.delete(id);
    }
  }

  onApplicationShutdown(): void {
    clearTimeout(this.#timer);
    for (const { reject } of this.#waiting.values()) reject(new Error('the process ends'));
  }

  #lookAgain(): void {
    this.#timer ??= setTimeout(() => void this.#look(), LOOK_EVERY_MS);
  }

  async #look(): Promise<void> {
    // While the database is away nobody can answer; the deadline ends the waiting.
    const answers = await this.store.answersTo([...this.#waiting.keys()]).catch(() => []);
    for (const { id, answer } of answers) this.#waiting.get(id)?.resolve(answer);
    this.#timer = undefined;
    if (this.#waiting.size > answers.length) this.#lookAgain();
  }
}
