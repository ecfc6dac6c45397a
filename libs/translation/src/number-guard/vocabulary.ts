import type { Atom } from './numeral-builder.js';
import { type WordTable, wordsOf } from './words/index.js';

/** The numerals of a language, ready to be looked up. */
export class Vocabulary {
  private static readonly known = new Map<string, Vocabulary>();
  private readonly atoms = new Map<string, Atom>();
  private readonly parts = new Map<string, number>();
  private readonly dozens: ReadonlySet<string>;
  /** Numerals that stand side by side, where words are not separated. */
  readonly runs: RegExp = /$^/g;
  private readonly joiner: string | undefined;
  /** Numerals may be written together with something else. */
  private readonly composes: boolean;
  private readonly compound: RegExp | undefined;
  private readonly pieces: RegExp | undefined;
  /** What adds a half, behind a number or behind the unit that was taken out there. */
  readonly andHalf: RegExp | undefined;
  readonly halfBegins: string | undefined;
  /** The letters that words for a dozen begin with. */
  readonly dozensBegin: string;

  private constructor(
    private readonly language: string,
    private readonly table: WordTable | undefined,
  ) {
    this.dozens = new Set(table?.dozen?.split(' '));
    this.dozensBegin = [...this.dozens].map((word) => word.charAt(0)).join('');
    this.joiner = table?.and;
    this.composes = table?.compound === true || table?.ordinals !== undefined || table?.and === 'و';
    if (table === undefined) return;
    for (const [count, forms] of Object.entries(table.parts ?? {}))
      for (const form of forms.split(' ')) this.parts.set(this.lower(form), Number(count));
    this.halfBegins = table.andHalf?.charAt(0);
    if (table.andHalf !== undefined) this.andHalf = new RegExp(`^[\\0 ]*(?:${table.andHalf})(?!\\p{L})`, 'u');
    this.learn({ 12: table.dozen ?? '' }, (value) => ({ kind: 'add', value, sure: false }));
    this.learn(table.maybe, (value) => ({ kind: 'add', value, sure: false }));
    this.learn({ 1: table.one }, (value) => ({ kind: 'add', value, sure: false, article: true }));
    this.learn(table.sure, (value) => ({ kind: 'add', value, sure: value > 1 }));
    this.learn(table.times, (value) => ({ kind: 'times', value }));
    if (table.teen !== undefined) this.atoms.set(table.teen, { kind: 'teen' });
    const words = [...this.atoms.keys(), ...(table.and === undefined ? [] : [table.and])];
    const either = words.sort((one, other) => other.length - one.length).join('|');
    if (table.compound) this.compound = new RegExp(`^(?:${either})+$`, 'u');
    if (table.compound || table.unspaced) this.pieces = new RegExp(either, 'gu');
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

  /** Whether a word may belong to a number at all: most do not. */
  mayCount(word: string): boolean {
    return (
      this.composes || this.atoms.has(word) || this.parts.has(word) || word === this.joiner || word === this.table?.over
    );
  }

  isJoiner(word: string): boolean {
    return word === this.joiner;
  }

  isDozen(word: string): boolean {
    return this.dozens.has(word);
  }

  /** In how many parts a word divides. Words are asked for as `lower` writes them, here and below. */
  partsIn(word: string): number | undefined {
    return this.parts.size === 0 ? undefined : this.parts.get(word);
  }

  /** The atoms of one written word: several where numerals are written together. Empty when it is no numeral. */
  atomsOf(lower: string): readonly { atom: Atom; joined: boolean }[] {
    const alone = this.atoms.get(lower);
    if (alone !== undefined) return [{ atom: alone, joined: false }];
    if (this.compound?.test(lower)) return this.split(lower);
    const joined = this.joiner === 'و' && lower.startsWith('و') ? this.atoms.get(lower.slice(1)) : undefined;
    return joined === undefined ? this.ordinal(lower) : [{ atom: joined, joined: true }];
  }

  /** `zwanzigste`, `vingtième`: a numeral with an ending, which may be none. */
  private ordinal(lower: string): readonly { atom: Atom; joined: boolean }[] {
    const { end, instead } = this.table?.ordinals ?? {};
    if (end === undefined || !end.test(lower)) return [];
    for (const ending of instead ?? []) {
      const [{ atom, joined } = {}, ...more] = this.atomsOf(lower.replace(end, ending));
      if (atom === undefined || joined === undefined) continue;
      return [{ atom: atom.kind === 'add' ? { ...atom, sure: false } : atom, joined }, ...more];
    }
    return [];
  }

  /** What a word multiplies by. */
  factor(word: string): number | undefined {
    const atom = this.atoms.get(this.lower(word));
    return atom?.kind === 'times' ? atom.value : undefined;
  }

  /** The same where words are not separated. */
  leadingFactor(text: string): { factor: number; length: number } | undefined {
    const match =
      this.pieces === undefined ? undefined : [...text.matchAll(this.pieces)].find(({ index }) => index === 0);
    const factor = match === undefined ? undefined : this.factor(match[0]);
    return match === undefined || factor === undefined ? undefined : { factor, length: match[0].length };
  }

  private split(word: string) {
    let joined = false;
    const found: { atom: Atom; joined: boolean }[] = [];
    for (const [part] of word.matchAll(this.pieces ?? /$^/g)) {
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

  lower(word: string): string {
    if (/^[a-z]+$/.test(word)) return word;
    return word.normalize('NFKC').toLocaleLowerCase(this.language.startsWith('tr') ? 'tr' : 'en');
  }
}
