/** One word or sign of a number: a value to add, or one to multiply by. */
export type Atom =
  | { readonly kind: 'add'; readonly value: number; readonly sure: boolean; readonly article?: boolean }
  | { readonly kind: 'times'; readonly value: number }
  | { readonly kind: 'teen' };

export interface Numeral {
  readonly value: number;
  readonly atoms: number;
  /** Whether each part of it is certainly a numeral; a lone multiplier (`thousand`) is not. */
  readonly sure: boolean;
}

export interface Grammar {
  /** The ones stand before the tens: `fünfundzwanzig`. */
  readonly inverted?: boolean;
  /** A multiplier stands before what it multiplies: `mia mbili` is 200. */
  readonly multiplierFirst?: boolean;
  /** `soixante-dix`, `quatre-vingts`. */
  readonly byTwenties?: boolean;
  /** `三万五` is 35,000. */
  readonly dropsLastMultiplier?: boolean;
}

/** Puts a numeral together as it is read; parts are kept in falling order of size. */
export class NumeralBuilder {
  private terms: number[] = [];
  private atoms: Atom[] = [];

  constructor(private readonly grammar: Grammar) {}

  /** Takes the atom when it continues the numeral; otherwise the numeral is over. */
  take(atom: Atom, joined: boolean): boolean {
    const taken = atom.kind === 'add' ? this.add(atom.value, joined, atom.article === true) : this.scale(atom, joined);
    if (taken) this.atoms.push(atom);
    return taken;
  }

  /** A zero that only holds a place: 一百零五. */
  skipPlace(): void {
    if (this.atoms.length > 0) this.atoms.push({ kind: 'add', value: 0, sure: true });
  }

  /** What was read so far, if anything. */
  get value(): number | undefined {
    return this.terms.length === 0 ? undefined : this.terms.reduce((sum, term) => sum + term, 0);
  }

  /** Whether the numeral has just begun. */
  get fresh(): boolean {
    return this.atoms.length === 1;
  }

  /** What was read so far, if anything; the builder starts again. */
  end(): Numeral | undefined {
    const { terms, atoms } = this;
    const [first] = atoms;
    if (first === undefined) return undefined;
    this.terms = [];
    this.atoms = [];
    const [last, before] = [atoms.at(-1), atoms.at(-2)];
    if (this.grammar.dropsLastMultiplier && last?.kind === 'add' && last.value < 10 && before?.kind === 'times') {
      if (before.value >= 100) terms.push(((terms.pop() ?? 0) * before.value) / 10);
    }
    const value = terms.reduce((sum, term) => sum + term, 0);
    const sure = atoms.length > 1 || (first.kind === 'add' && first.sure);
    return { value, atoms: atoms.length, sure };
  }

  private add(value: number, joined: boolean, article: boolean): boolean {
    const last = this.terms.at(-1);
    if (last === undefined) return this.push(value);
    const { inverted, multiplierFirst, byTwenties } = this.grammar;
    if (multiplierFirst && !joined && this.atoms.at(-1)?.kind === 'times') return this.replace(last * value);
    if (byTwenties && last === 4 && value === 20) return this.replace(80);
    if (byTwenties && (last === 60 || last === 80) && value >= 10 && value < 20) return this.replace(last + value);
    if (inverted && joined && last < 10 && value >= 20 && value < 100) return this.replace(last + value);
    if (inverted && !joined && last < 10 && value === 10) return this.replace(last + value);
    if (article && !joined) return false;
    return value > 0 && value < powerOf(last) && this.push(value);
  }

  private scale(atom: Atom, joined: boolean): boolean {
    if (atom.kind === 'teen') return (this.terms.at(-1) ?? 10) < 10 && this.replace((this.terms.at(-1) ?? 0) + 10);
    if (atom.kind !== 'times' || (joined && this.terms.length > 0 && powerOf(this.terms.at(-1) ?? 1) <= atom.value)) {
      return false;
    }
    const smaller = this.grammar.multiplierFirst ? [] : this.terms.filter((term) => term < atom.value);
    const kept = this.terms.slice(0, this.terms.length - smaller.length);
    const value = atom.value * (smaller.length === 0 ? 1 : smaller.reduce((sum, term) => sum + term, 0));
    if (kept.length > 0 && value >= powerOf(kept.at(-1) ?? 1)) return false;
    this.terms = [...kept, value];
    return true;
  }

  private push(value: number): true {
    this.terms.push(value);
    return true;
  }

  private replace(value: number): true {
    this.terms[this.terms.length - 1] = value;
    return true;
  }
}

/** The largest power of ten that divides a whole number: what may still be added to it is smaller. */
function powerOf(value: number): number {
  let power = 1;
  if (value <= 0) return power;
  for (let next = 10; value % next === 0; next *= 10) power = next;
  return power;
}
