import type { Atom } from './numeral-builder.js';
import { type WordTable, wordsOf } from './words/index.js';

/** The numerals of a language, ready to be looked up. */
export class Vocabulary {
  private static readonly known = new Map<string, Vocabulary>();
  private readonly atoms = new Map<string, Atom>();
  /** Numerals that stand side by side, where words are not separated. */
  readonly runs: RegExp = /$^/g;
  private readonly joiner: string | undefined;
  private readonly compound: RegExp | undefined;
  private readonly parts: RegExp | undefined;

  private constructor(
    private readonly language: string,
    table: WordTable | undefined,
  ) {
    this.joiner = table?.and;
    if (table === undefined) return;
    this.learn(table.maybe, (value) => ({ kind: 'add', value, sure: false }));
    this.learn({ 1: table.one }, (value) => ({ kind: 'add', value, sure: false, article: true }));
    this.learn(table.sure, (value) => ({ kind: 'add', value, sure: value > 1 }));
    this.learn(table.times, (value) => ({ kind: 'times', value }));
    if (table.teen !== undefined) this.atoms.set(table.teen, { kind: 'teen' });
    const words = [...this.atoms.keys(), ...(table.and === undefined ? [] : [table.and])];
    const either = words.sort((one, other) => other.length - one.length).join('|');
    if (table.compound) this.compound = new RegExp(`^(?:${either})+$`, 'u');
    if (table.compound || table.unspaced) this.parts = new RegExp(either, 'gu');
    if (table.unspaced && either !== '') this.runs = new RegExp(`(?:\\d+(?:[.,]\\d+)* ?)?(?:${either})+`, 'gu');
  }

  static of(language: string): Vocabulary {
    const vocabulary = this.known.get(language) ?? new Vocabulary(language, wordsOf(language));
    this.known.set(language, vocabulary);
    return vocabulary;
  }

  get allAtoms(): ReadonlyMap<string, Atom> {
    return this.atoms;
  }

  isJoiner(word: string): boolean {
    return word === this.joiner;
  }

  /** The atoms of one written word: several where numerals are written together. Empty when it is no numeral. */
  atomsOf(word: string): readonly { atom: Atom; joined: boolean }[] {
    const lower = this.lower(word);
    const alone = this.atoms.get(lower);
    if (alone !== undefined) return [{ atom: alone, joined: false }];
    if (this.compound?.test(lower)) return this.split(lower);
    const joined = this.joiner === 'و' && lower.startsWith('و') ? this.atoms.get(lower.slice(1)) : undefined;
    return joined === undefined ? [] : [{ atom: joined, joined: true }];
  }

  /** What a word multiplies by. */
  factor(word: string): number | undefined {
    const atom = this.atoms.get(this.lower(word));
    return atom?.kind === 'times' ? atom.value : undefined;
  }

  /** The same where words are not separated. */
  leadingFactor(text: string): { factor: number; length: number } | undefined {
    const match =
      this.parts === undefined ? undefined : [...text.matchAll(this.parts)].find(({ index }) => index === 0);
    const factor = match === undefined ? undefined : this.factor(match[0]);
    return match === undefined || factor === undefined ? undefined : { factor, length: match[0].length };
  }

  private split(word: string) {
    let joined = false;
    const found: { atom: Atom; joined: boolean }[] = [];
    for (const [part] of word.matchAll(this.parts ?? /$^/g)) {
      const atom = this.atoms.get(part);
      if (atom !== undefined) found.push({ atom, joined });
      joined = atom === undefined;
    }
    return found;
  }

  private learn(words: Readonly<Record<string, string>> = {}, atomOf: (value: number) => Atom): void {
    for (const [value, forms] of Object.entries(words)) {
      for (const form of forms.split(' ')) if (form !== '') this.atoms.set(this.lower(form), atomOf(Number(value)));
    }
  }

  private lower(word: string): string {
    if (/^[a-z]+$/.test(word)) return word;
    return word.normalize('NFKC').toLocaleLowerCase(this.language.startsWith('tr') ? 'tr' : 'en');
  }
}
