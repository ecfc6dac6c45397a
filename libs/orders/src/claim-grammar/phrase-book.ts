import { foldCase, normalise, withoutAccents } from './normalise.js';
import { splitRuns, type Run } from './runs.js';
import { phraseRoles, type Lexicon, type PhraseRole } from './lexicon.js';

/** What a phrase means in one language. `value` is the number for the role `number`, else 0. */
export type Sense = { language: string; role: PhraseRole | 'number'; value: number };

/**
 * Phrases of many languages, found by their words joined the way `joinKey` joins them: one lookup for each candidate,
 * nothing scanned.
 */
export class PhraseBook {
  private readonly senses = new Map<string, Sense[]>();
  private readonly longestByFirstWord = new Map<string, number>();

  /** With a `base`, adds to that book without copying it. */
  constructor(
    lexicons: readonly Lexicon[],
    private readonly base?: PhraseBook,
  ) {
    for (const lexicon of lexicons) {
      for (const role of phraseRoles) for (const phrase of splitList(lexicon[role])) this.add(phrase, lexicon, role, 0);
      lexicon.numbers.forEach((words, index) => {
        for (const word of splitList(words)) this.add(word, lexicon, 'number', index + 1);
      });
    }
    for (const lexicon of lexicons) this.addUnaccented(lexicon.language);
  }

  find(key: string): readonly Sense[] | undefined {
    const own = this.senses.get(key);
    const inherited = this.base?.find(key);
    return own && inherited ? [...own, ...inherited] : (own ?? inherited);
  }

  /** How many words the longest phrase has that starts with this word; 0 when none does. */
  longestFrom(firstWord: string): number {
    return Math.max(this.longestByFirstWord.get(firstWord) ?? 0, this.base?.longestFrom(firstWord) ?? 0);
  }

  private add(phrase: string, lexicon: Lexicon, role: Sense['role'], value: number): void {
    const runs = phraseRuns(phrase);
    this.addKey(joinKey(runs), runs.length, runs[0]?.text ?? '', { language: lexicon.language, role, value });
  }

  private addKey(key: string, words: number, firstWord: string, sense: Sense): void {
    const known = this.senses.get(key);
    if (known?.some((other) => other.language === sense.language)) return;
    if (known) known.push(sense);
    else this.senses.set(key, [sense]);
    this.longestByFirstWord.set(firstWord, Math.max(words, this.longestFrom(firstWord)));
  }

  // After all correctly spelt phrases, so that "él" without its accent stays the article "el".
  private addUnaccented(language: string): void {
    for (const [key, senses] of this.senses) {
      const plain = withoutAccents(key);
      const sense = senses.find((candidate) => candidate.language === language);
      if (plain === undefined || !sense) continue;
      const words = plain.split(' ');
      this.addKey(plain, words.length, words[0] ?? '', sense);
    }
  }
}

export function splitList(list: string): string[] {
  return list
    .split(',')
    .map((entry) => entry.trim().replace(/\s+/gu, ' '))
    .filter((entry) => entry !== '');
}

/** Words are joined by a space, except between two words of scripts whose spacing means nothing for us. */
export function joinKey(words: readonly Pick<Run, 'text' | 'spaceless'>[], from = 0, to = words.length): string {
  let key = words[from]?.text ?? '';
  for (let at = from + 1; at < to; at++) {
    const glued = words[at]?.spaceless === true && words[at - 1]?.spaceless === true;
    key += glued ? words[at]?.text : ` ${words[at]?.text}`;
  }
  return key;
}

function phraseRuns(phrase: string): Run[] {
  return splitRuns(foldCase(normalise(phrase))).filter((run) => run.kind !== 'sign');
}
