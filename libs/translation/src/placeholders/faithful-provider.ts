import type { TranslationFlag } from '#libs/contracts';
import { numbersDiffer } from '../number-guard/index.js';
import type {
  GlossaryTerm,
  ProvidedText,
  ProviderCapability,
  TranslateOptions,
  TranslationProvider,
} from '../translation-provider.js';
import { showsPlaceholder } from './placeholder-style.js';
import { type Hiding, hideNothing, type ProtectedText, protect } from './protected-text.js';
import { missingTerms } from './terms-kept.js';

/** With less time left, nobody is asked again. Milliseconds. */
const LEAST_TIME_MS = 100;

type Answers = readonly (ProvidedText | undefined)[];
/** An answer and what is wrong with it; `undefined` for one that lost what was hidden from the engine. */
type Judged = {
  asked: string;
  text: string | undefined;
  flags: readonly TranslationFlag[];
  problems: readonly TranslationFlag[];
};
type Batch = { texts: readonly string[]; from: string; to: string; options: TranslateOptions };

const everything: Hiding = { terms: true, numbers: true, attempt: 1 };

/**
 * An engine that keeps to the words it is given: terms of the glossary, addresses, codes, prices and numbers are the
 * same in its translation, or the text is flagged `glossary-miss` or `number-mismatch`. What it spoils it is asked for
 * once more, with all of these hidden; and what it loses then, as it stands, with nothing hidden.
 */
export class FaithfulProvider implements TranslationProvider {
  readonly capability: ProviderCapability;

  constructor(private readonly engine: TranslationProvider) {
    this.capability = { ...engine.capability, checksNumbers: true };
  }

  supports(from: string, to: string): Promise<boolean> {
    return this.engine.supports(from, to);
  }

  async translate(texts: readonly string[], from: string, to: string, options: TranslateOptions): Promise<Answers> {
    const batch = { texts, from, to, options };
    // an engine with a glossary of its own inflects the terms, which a placeholder does not
    const first = { terms: this.capability.nativeGlossary !== true, numbers: false, attempt: 0 };
    const best = [...(await this.ask(batch, first))];
    await this.again(best, batch, everything, (judged) => judged.problems.length > 0);
    await this.again(best, batch, undefined, (judged) => judged.text === undefined);
    return best.map((judged) => {
      if (judged?.text === undefined) return undefined;
      return { text: judged.text, flags: [...new Set([...judged.flags, ...judged.problems])] };
    });
  }

  /** Asks once more for the texts that want it, and takes what is better than before. */
  private async again(
    best: (Judged | undefined)[],
    { texts, from, to, options }: Batch,
    hiding: Hiding | undefined,
    wants: (judged: Judged) => boolean,
  ): Promise<void> {
    const at = [...best.keys()].filter((each) => {
      const judged = best[each];
      if (judged === undefined || !wants(judged)) return false;
      // numbers that are words can not be hidden: asked for the same, it would say the same
      return hide(texts[each] ?? '', hiding, from, to, options).text !== judged.asked;
    });
    if (at.length === 0 || Date.now() + LEAST_TIME_MS > options.deadline) return;
    const batch = { texts: at.map((each) => texts[each] ?? ''), from, to, options };
    const answers = await this.ask(batch, hiding).catch(() => {
      options.signal.throwIfAborted();
      return [];
    });
    for (const [position, each] of at.entries()) {
      const [old, found] = [best[each], answers[position]];
      if (old !== undefined && found !== undefined && badness(found) < badness(old)) best[each] = found;
    }
  }

  private async ask({ texts, from, to, options }: Batch, hiding: Hiding | undefined) {
    const { glossary = [] } = options;
    const hidden = texts.map((text) => hide(text, hiding, from, to, options));
    const asked = hidden.filter(({ nothingLeft }) => !nothingLeft).map(({ text }) => text);
    const answers = asked.length === 0 ? [] : await this.engine.translate(asked, from, to, options);
    // the caller notices an answer that is too short or too long by its count
    if (answers.length !== asked.length) return answers.map(() => undefined);
    const next = answers.values();
    return hidden.map((each, at) => {
      const answer = each.nothingLeft ? { text: each.text, flags: [] } : next.next().value;
      return answer && judge(texts[at] ?? '', each, answer, from, to, glossary);
    });
  }
}

function hide(
  text: string,
  hiding: Hiding | undefined,
  from: string,
  to: string,
  { glossary = [] }: TranslateOptions,
): ProtectedText {
  return hiding === undefined ? hideNothing(text) : protect(text, { from, to, glossary, ...hiding });
}

function judge(
  source: string,
  hidden: ProtectedText,
  { text, flags }: ProvidedText,
  from: string,
  to: string,
  glossary: readonly GlossaryTerm[],
): Judged {
  const restored = hidden.restore(text);
  if (restored === undefined || showsPlaceholder(source, restored)) {
    return { asked: hidden.text, text: undefined, flags, problems: ['glossary-miss'] };
  }
  const problems: TranslationFlag[] = [];
  if (missingTerms(source, restored, from, glossary)) problems.push('glossary-miss');
  if (numbersDiffer(source, from, restored, to)) problems.push('number-mismatch');
  return { asked: hidden.text, text: restored, flags, problems };
}

const badness = ({ text, problems }: Judged) => (text === undefined ? 3 : problems.length);
