import { signal } from '@preact/signals';

/** Which questions this desk has put aside, kept in this browser: answered aloud, or not to be answered. */
export class Dismissed {
  readonly ids;
  readonly #key: string;

  constructor(sessionId: string) {
    this.#key = `silkcast.dismissed.${sessionId}`;
    this.ids = signal<ReadonlySet<string>>(new Set(readList(this.#key)));
  }

  add(id: string): void {
    this.ids.value = new Set([...this.ids.value, id]);
    try {
      localStorage.setItem(this.#key, JSON.stringify([...this.ids.value]));
    } catch {
      // a browser without storage forgets it with the page
    }
  }
}

function readList(key: string): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(kept) ? kept.map(String) : [];
  } catch {
    return [];
  }
}
