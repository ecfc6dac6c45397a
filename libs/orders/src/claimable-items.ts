import { Injectable } from '@nestjs/common';
import type { LineUpItem } from './claim-grammar/index.js';
import { type ClaimableItem, ClaimableItemsStore, type ClaimVocabulary } from './claimable-items.store.js';

/** How old the line-up may be that a message is read by, in milliseconds: less than an answer takes to reach a viewer. */
const freshMs = 50;
/** Sessions remembered at a time. */
const mostSessions = 1000;

/** `items` and `triggers` stay the same arrays while nothing in them changes: the grammar compiles each once. */
export type ClaimableLineUp = {
  byCode: ReadonlyMap<string, ClaimableItem>;
  items: readonly LineUpItem[];
  triggers: readonly string[];
  maxPerBuyer: number;
};
type Remembered = { at: number; reading: Promise<ClaimableLineUp> };

/** The line-up of each session in the form the grammar reads, looked up at most every `freshMs`. */
@Injectable()
export class ClaimableItems {
  readonly #sessions = new Map<string, Remembered>();

  constructor(private readonly store: ClaimableItemsStore) {}

  of(sessionId: string): Promise<ClaimableLineUp> {
    const known = this.#sessions.get(sessionId);
    if (known !== undefined && performance.now() - known.at < freshMs) return known.reading;
    const reading = this.#read(sessionId, known?.reading);
    this.#remember(sessionId, { at: performance.now(), reading });
    return reading;
  }

  async #read(sessionId: string, before: Promise<ClaimableLineUp> | undefined): Promise<ClaimableLineUp> {
    try {
      const lineUp = lineUpOf(await this.store.of(sessionId));
      const last = await before?.catch(() => undefined);
      return last === undefined ? lineUp : keepingWhatIsSame(last, lineUp);
    } catch (error) {
      this.#sessions.delete(sessionId);
      throw error;
    }
  }

  #remember(sessionId: string, remembered: Remembered): void {
    this.#sessions.delete(sessionId);
    this.#sessions.set(sessionId, remembered);
    const [oldest] = this.#sessions.keys();
    if (this.#sessions.size > mostSessions && oldest !== undefined) this.#sessions.delete(oldest);
  }
}

function lineUpOf({ items, words }: ClaimVocabulary): ClaimableLineUp {
  return {
    triggers: words,
    byCode: new Map(items.map((item) => [item.code, item])),
    items: items.map(({ code, titles, variants, maxPerBuyer }) => ({
      code,
      title: titles,
      variants: [...new Set(variants.flatMap(({ name, names }) => [name, ...Object.values(names)]))],
      open: maxPerBuyer !== null,
    })),
    maxPerBuyer: Math.max(1, ...items.map((item) => item.maxPerBuyer ?? 1)),
  };
}

function keepingWhatIsSame(last: ClaimableLineUp, next: ClaimableLineUp): ClaimableLineUp {
  const triggers = JSON.stringify(last.triggers) === JSON.stringify(next.triggers) ? last.triggers : next.triggers;
  if (!sameItems(last, next)) return { ...next, triggers };
  return triggers === last.triggers ? last : { ...last, triggers };
}

const sameItems = (one: ClaimableLineUp, other: ClaimableLineUp): boolean =>
  JSON.stringify([...one.byCode.values()]) === JSON.stringify([...other.byCode.values()]);
