import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { GlossaryTerm } from '../../translation-provider.js';
import { withinLimits } from '../call-limits.js';
import type { EnginePair } from '../engine-pairs.js';
import type { DeepLCall } from './deepl.provider.js';

const Glossary = z.object({ glossary_id: z.string(), name: z.string(), ready: z.boolean() });
const Glossaries = z.object({ glossaries: z.array(Glossary).max(10_000) });

type NewGlossary = Record<'name' | 'source_lang' | 'target_lang' | 'entries' | 'entries_format', string>;
type Entry = { id: string | undefined; triedAt: number };

const MAKING_MS = 10_000;
const TRY_AGAIN_MS = 60_000;
// An account has a thousand; several processes and rooms share it.
const MOST = 50;

/**
 * Glossaries at DeepL, made of a session's terms. They never change there, so each version is a new one, and its name
 * tells what is in it: another process finds what this one made. The oldest are taken away.
 */
export class DeepLGlossaries {
  private readonly known = new Map<string, Entry>();

  constructor(private readonly call: <T>(call: DeepLCall<T>) => Promise<T>) {}

  /** The id to translate with. Texts do not wait: while a glossary is being made, or can not be, there is none. */
  ready(pair: EnginePair, terms: readonly GlossaryTerm[]): string | undefined {
    const entries = entriesOf(terms);
    if (entries === '') return undefined;
    const languages = { source_lang: baseOf(pair.source), target_lang: baseOf(pair.target) };
    const name = `silkcast-${createHash('sha256')
      .update(JSON.stringify([languages, entries]))
      .digest('hex')
      .slice(0, 32)}`;
    const entry = this.known.get(name);
    if (entry?.id === undefined && (entry === undefined || Date.now() - entry.triedAt > TRY_AGAIN_MS)) {
      this.known.set(name, { id: undefined, triedAt: Date.now() });
      // Without a glossary the words are still guarded by placeholders; a failure shows in nothing but that.
      this.make({ name, ...languages, entries, entries_format: 'tsv' }).catch(() => undefined);
    }
    return entry?.id;
  }

  private make(body: NewGlossary): Promise<void> {
    const limits = { deadline: Date.now() + MAKING_MS, signal: new AbortController().signal };
    return withinLimits('deepl', limits, async (signal) => {
      const { glossaries } = await this.call({ path: 'v2/glossaries', answer: Glossaries, signal });
      const made =
        glossaries.find(({ name }) => name === body.name) ??
        (await this.call({ path: 'v2/glossaries', body, answer: Glossary, signal }));
      if (made.ready) this.known.set(body.name, { id: made.glossary_id, triedAt: Date.now() });
      this.forgetOldest();
    });
  }

  private forgetOldest(): void {
    for (const [name] of [...this.known].slice(0, Math.max(0, this.known.size - MOST))) this.known.delete(name);
  }
}

/** Tab-separated lines. DeepL takes a term once, and none with a tab, a line break or nothing in it. */
function entriesOf(terms: readonly GlossaryTerm[]): string {
  const usable = ({ source, target }: GlossaryTerm) =>
    [source, target].every((word) => word.trim() !== '' && !/[\t\n\r\u2028\u2029]/.test(word));
  const bySource = new Map(terms.filter(usable).map(({ source, target }) => [source.trim(), target.trim()]));
  return Array.from(bySource, ([source, target]) => `${source}\t${target}`)
    .sort()
    .join('\n');
}

/** A glossary is of languages, not of their variants. */
const baseOf = (code: string) => code.split('-')[0]?.toLowerCase() ?? '';
