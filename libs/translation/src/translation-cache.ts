import { hash as digest } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { Metrics, SharedValues } from '#libs/platform';
import { by } from './text-times.js';

type Pair = { from: string; to: string };
/** What a translation depends on beside its text and languages. */
type Manner = {
  engine: string;
  formality: string;
  /** The terms of the glossary that the text has, with what they become. */
  terms: readonly { source: string; target: string }[];
};
/** What is asked for: all translations of one text between two languages have one key, and are told apart by variant. */
export type CacheQuestion = { key: string; variant: string };

const WEEK_MS = 7 * 24 * 3600 * 1000;
/** A process that is not told learns so late that another one was to forget. Milliseconds. */
const SHARED_MS = 30_000;
/** Asking an engine takes longer than this, and is the better answer to a store that has none. Milliseconds. */
const PATIENCE_MS = 50;
const MOST_CHARACTERS = 16_000_000;
const Kept = z.record(z.string(), z.string());
type Kept = z.infer<typeof Kept>;

/**
 * What engines said before, for a week: in this process, and in Redis for all processes. Keys are hashes, so that they
 * tell nothing; all translations of one text between two languages are kept, and forgotten, together.
 */
@Injectable()
export class TranslationCache {
  private readonly near: LRUCache<string, Kept>;
  /** How often something was forgotten: what was read before that may be older. */
  private forgotten = 0;

  constructor(
    @Inject(SharedValues) private readonly shared: SharedValues,
    private readonly metrics: Metrics,
  ) {
    this.near = new LRUCache({
      maxSize: MOST_CHARACTERS,
      sizeCalculation: (kept) => 100 + Object.values(kept).join('').length,
      ttl: shared.away ? WEEK_MS : SHARED_MS,
    });
    shared.onRemoved((keys) => this.forgetNear(keys));
  }

  /**
   * One for each question; `undefined` for what is not known, or not soon enough. Never rejects.
   *
   * @param questions between the same two languages
   */
  async read(questions: readonly CacheQuestion[]): Promise<readonly (string | undefined)[]> {
    const far = [...new Set(questions.map(({ key }) => key).filter((key) => !this.near.has(key)))];
    const before = this.forgotten;
    const found = far.length === 0 ? [] : ((await by(Date.now() + PATIENCE_MS, this.shared.read(far))) ?? []);
    for (const [at, value] of found.entries()) {
      const kept = value === null ? undefined : Kept.safeParse(parsed(value)).data;
      if (kept !== undefined && this.forgotten === before) this.near.set(far[at] ?? '', kept);
    }
    const known = questions.map(({ key, variant }) => this.near.get(key)?.[variant]);
    const hits = known.filter((text) => text !== undefined).length;
    this.metrics.translationCache.inc({ result: 'hit' }, hits);
    this.metrics.translationCache.inc({ result: 'miss' }, known.length - hits);
    return known;
  }

  /** Never rejects, nor is waited for. @param said between the same two languages */
  write(said: readonly (CacheQuestion & { translation: string })[]): void {
    const values = new Map<string, string>();
    for (const { key, variant, translation } of said) {
      const kept = { ...this.near.get(key), [variant]: translation };
      this.near.set(key, kept);
      values.set(key, JSON.stringify(kept));
    }
    this.shared.write(values, WEEK_MS);
  }

  /** A person has corrected what was made of this text: it is asked for anew. */
  async forget(texts: readonly (Pair & { text: string })[]): Promise<void> {
    const keys = texts.map((text) => cacheKeyOf(text.text, text));
    this.forgetNear(keys);
    await this.shared.remove(keys);
  }

  private forgetNear(keys: readonly string[] | 'any'): void {
    this.forgotten += 1;
    if (keys === 'any') this.near.clear();
    else for (const key of keys) this.near.delete(key);
  }
}

const hash = (...parts: readonly string[]): string => digest('sha256', JSON.stringify(parts), 'base64url');
const normalised = (text: string) => text.normalize('NFC').replace(/\s+/gu, ' ').trim();
/** Keys of one pair of languages share a hash tag: they are read and written together. */
export const cacheKeyOf = (text: string, { from, to }: Pair): string =>
  `translation:{${from} ${to}}:${hash(normalised(text))}`;
export const cacheVariantOf = ({ terms, engine, formality }: Manner): string =>
  hash(engine, formality, ...terms.flatMap(({ source, target }) => [source, target]).sort());

function parsed(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}
