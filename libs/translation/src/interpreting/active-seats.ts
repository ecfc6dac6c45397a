import { Injectable } from '@nestjs/common';
import { sameLanguage } from '../language-tag.js';
import { InterpretingStore, type Seat } from './interpreting.store.js';

/** Who has not read the desk for so long is not at work. */
export const ACTIVE_SECONDS = 10;
const KEEP_MS = 1000;

/** The interpreters who are at work, asked at most once a second however many texts flow. */
@Injectable()
export class ActiveSeats {
  #seats: Promise<readonly Seat[]> | undefined;
  #staleAt = 0;

  constructor(private readonly store: InterpretingStore) {}

  /** The seat that serves readers of a language; without a session, of any session. */
  async serving(lang: string, sessionId?: string): Promise<Seat | undefined> {
    const seats = await this.#current();
    return seats.find(
      (seat) => (sessionId === undefined || seat.sessionId === sessionId) && sameLanguage(seat.lang, lang),
    );
  }

  #current(): Promise<readonly Seat[]> {
    if (this.#seats !== undefined && Date.now() < this.#staleAt) return this.#seats;
    this.#seats = this.store.seats(ACTIVE_SECONDS);
    this.#staleAt = Date.now() + KEEP_MS;
    // The next text asks again.
    this.#seats.catch(() => (this.#seats = undefined));
    return this.#seats;
  }
}
