import { z } from 'zod';
import { packLines, toApertiumLines } from './apertium-lines.js';
import { withinLimits } from '../call-limits.js';
import { callEngine, engineUrl } from '../engine-call.js';
import { type EnginePair, EnginePairs } from '../engine-pairs.js';
import { inHalves } from '../in-halves.js';
import { translateNonBlank } from '../non-blank.js';
import type { ProviderCapability, TranslateOptions, TranslationProvider } from '../../translation-provider.js';

const Pairs = z.object({
  responseData: z.array(z.object({ sourceLanguage: z.string(), targetLanguage: z.string() })).max(10_000),
});
const Translated = z.object({ responseData: z.object({ translatedText: z.string() }) });

const name = 'apertium';

/** https://wiki.apertium.org/wiki/Apertium-apy: a rule-based engine, quick and clumsy. A batch is one call. */
export class ApertiumProvider implements TranslationProvider {
  readonly capability: ProviderCapability = { name, machine: true, maxBatch: 100 };
  private readonly pairs = new EnginePairs({
    provider: name,
    fetch: (signal) => this.fetchPairs(signal),
    // Its codes are ISO 639-3, which CLDR maps to BCP-47 but for this part of a macrolanguage.
    tagOfCode: { zlm: 'ms' },
  });

  /** @param baseUrl of an APY server; may have a path */
  constructor(private readonly baseUrl: string) {}

  async supports(from: string, to: string): Promise<boolean> {
    return (await this.pairs.find(from, to)) !== undefined;
  }

  translate(texts: readonly string[], from: string, to: string, options: TranslateOptions) {
    return withinLimits(name, options, async (signal) => {
      const pair = await this.pairs.require(from, to);
      return translateNonBlank(name, texts, async (wanted) => {
        const { lines, assemble } = toApertiumLines(wanted);
        const translated: string[] = [];
        // One after another: an APY pipeline has one lane, and side by side it cuts texts into smaller parts.
        for (const call of packLines(lines)) {
          translated.push(...(await inHalves(call, (part) => this.translateLines(part, pair, signal))));
        }
        return assemble(translated);
      });
    });
  }

  private async translateLines(lines: readonly string[], pair: EnginePair, signal: AbortSignal): Promise<string[]> {
    const answer = await this.call(lines.join('\n\n'), pair, signal);
    const translated = answer.split(/\n\s*\n/).map((line) => line.trim());
    const answers = lines.length === 1 ? [translated.join(' ').trim()] : translated;
    return answers.map((line, index) => withoutMarks(line, lines[index] ?? ''));
  }

  private async call(text: string, { source, target }: EnginePair, signal: AbortSignal): Promise<string> {
    const form = new URLSearchParams({ langpair: `${source}|${target}`, q: text, markUnknown: 'no', format: 'txt' });
    const { responseData } = await callEngine({
      provider: name,
      url: engineUrl(this.baseUrl, 'translate'),
      body: { type: 'application/x-www-form-urlencoded', content: form.toString() },
      answer: Translated,
      signal,
    });
    return responseData.translatedText;
  }

  private async fetchPairs(signal: AbortSignal) {
    const url = engineUrl(this.baseUrl, 'listPairs');
    const { responseData } = await callEngine({ provider: name, url, answer: Pairs, signal });
    return responseData.map(({ sourceLanguage, targetLanguage }) => ({
      source: sourceLanguage,
      target: targetLanguage,
    }));
  }
}

/** Apertium marks words it could not inflect (`#`) or transfer (`@`); `markUnknown` only takes care of its `*`. */
function withoutMarks(translated: string, source: string): string {
  return translated.replace(/[#@](?=\p{L})/gu, (mark) => (source.includes(mark) ? mark : ''));
}
