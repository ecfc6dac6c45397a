import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { Metrics, SharedValues } from '#libs/platform';
import { by } from './text-times.js';

/** All that a translation depends on. */
export interface CacheQuestion {
  text: string;
  from: string;
  to: string;
  /** The terms of the glossary that the text has, with what they become. */
  terms: readonly { source: string; target: string }[];
  engine: string;
  formality: string;
}

const WEEK_MS = 7 * 24 * 3600 * 1000;
/** A process learns so late that another one was told to forget. Milliseconds. */
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

  constructor(
    @Inject(SharedValues) private readonly shared: SharedValues,
    private readonly metrics: Metrics,
  ) {
    this.near = new LRUCache({
      maxSize: MOST_CHARACTERS,
      sizeCalculation: (kept) => 100 + Object.values(kept).join('').length,
      ttl: shared.away ? WEEK_MS : SHARED_MS,
    });
  }

  /** One for each question; `undefined` for what is not known, or not soon enough. Never rejects. */
  async read(questions: readonly CacheQuestion[]): Promise<readonly (string | undefined)[]> {
    const keys = questions.map(keyOf);
    const far = [...new Set(keys.filter((key) => this.near.get(key) === undefined))];
    const found = far.length === 0 ? [] : ((await by(Date.now() + PATIENCE_MS, this.shared.read(far))) ?? []);
    for (const [at, value] of found.entries()) {
      const kept = value === null ? undefined : Kept.safeParse(parsed(value)).data;
      if (kept !== undefined) this.near.set(far[at] ?? '', kept);
    }
    return questions.map((question, at) => {
      const known = this.near.get(keys[at] ?? '')?.[variantOf(question)];
      this.metrics.translationCache.inc({ result: known === undefined ? 'miss' : 'hit' });
      return known;
    });
  }

  /** Never rejects, nor is waited for. */
  write(question: CacheQuestion, translation: string): void {
    const key = keyOf(question);
    const kept = { ...this.near.get(key), [variantOf(question)]: translation };
    this.near.set(key, kept);
    this.shared.write(key, JSON.stringify(kept), WEEK_MS);
  }

  /** A person has corrected what was made of this text: it is asked for anew. */
  async forget(texts: readonly Pick<CacheQuestion, 'text' | 'from' | 'to'>[]): Promise<void> {
    const keys = texts.map(keyOf);
    for (const key of keys) this.near.delete(key);
    await this.shared.remove(keys);
  }
}

const hash = (...parts: readonly string[]) => createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
const normalised = (text: string) => text.normalize('NFC').replace(/\s+/gu, ' ').trim();
const keyOf = ({ text, from, to }: Pick<CacheQuestion, 'text' | 'from' | 'to'>) =>
  `translation:${hash(normalised(text), from, to)}`;
const variantOf = ({ terms, engine, formality }: CacheQuestion) =>
  hash(engine, formality, ...terms.flatMap(({ source, target }) => [source, target]).sort());

function parsed(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}
