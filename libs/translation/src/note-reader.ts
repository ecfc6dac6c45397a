import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { Settings } from '#libs/contracts';
import { SETTINGS } from '#libs/platform';
import { ServedLanguagesStore } from './served-languages.store.js';

/** Rooms and languages that one process remembers to have noted. */
const most = 5000;

/**
 * Somebody reads a session in a language by asking again and again, without a line that presence could count: the
 * language is translated for LANGUAGE_IDLE_SECONDS from here on.
 */
@Injectable()
export class NoteReader {
  readonly #noted: LRUCache<string, true>;

  constructor(
    @Inject(SETTINGS) { LANGUAGE_IDLE_SECONDS }: Pick<Settings, 'LANGUAGE_IDLE_SECONDS'>,
    private readonly store: ServedLanguagesStore,
  ) {
    // a crowd that reads the same writes once in a while, and often enough
    this.#noted = new LRUCache({ max: most, ttl: Math.max(1, LANGUAGE_IDLE_SECONDS * 250) });
  }

  /** @param lang one of those that the session offers */
  async note(sessionId: string, lang: string): Promise<void> {
    const place = `${sessionId} ${lang}`;
    if (this.#noted.has(place)) return;
    this.#noted.set(place, true);
    await this.store.sawReader({ sessionId, lang });
  }
}
