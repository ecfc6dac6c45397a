import { Injectable } from '@nestjs/common';
import { ModerationStore } from './moderation.store.js';
import { holdsBlockedWord } from './word-match.js';

/** A new list of blocked words counts for translations after so long at the latest, in milliseconds. */
const freshMs = 2000;
const mostSessions = 500;

type Known = { words: Promise<string[]>; until: number };

/** Tells which texts that a machine wrote hold what is blocked in a session. */
@Injectable()
export class WordFilter {
  readonly #known = new Map<string, Known>();

  constructor(private readonly store: ModerationStore) {}

  async of(sessionId: string): Promise<(text: string) => boolean> {
    const words = await this.#words(sessionId);
    return (text) => holdsBlockedWord(text, words);
  }

  #words(sessionId: string): Promise<string[]> {
    const known = this.#known.get(sessionId);
    if (known !== undefined && known.until > Date.now()) return known.words;
    const words = this.store.blockedWords(sessionId);
    this.#known.delete(sessionId);
    this.#known.set(sessionId, { words, until: Date.now() + freshMs });
    words.catch(() => this.#known.delete(sessionId));
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= mostSessions) break;
      this.#known.delete(oldest);
    }
    return words;
  }
}
