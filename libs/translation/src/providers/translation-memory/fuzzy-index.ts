import { editDistance } from './edit-distance.js';

export interface FuzzyMatch<T> {
  value: T;
  /** 1 is equal; `1 - editDistance / length of the longer`, in code points. */
  similarity: number;
}

// Longer texts are rarely repeated nearly word for word, and cost the square of their length to compare.
const MAX_LENGTH = 300;
const MAX_CANDIDATES = 40;

/** Finds keys like a given one. Trigrams propose candidates; edit distance decides. */
export class FuzzyIndex<T> {
  private readonly entries: { characters: readonly string[]; value: T }[] = [];
  private readonly byTrigram = new Map<string, number[]>();

  constructor(private readonly minSimilarity: number) {}

  add(key: string, value: T): void {
    const characters = [...key];
    if (characters.length > MAX_LENGTH) return;
    const position = this.entries.push({ characters, value }) - 1;
    for (const trigram of trigramsOf(characters)) {
      const positions = this.byTrigram.get(trigram);
      if (positions === undefined) this.byTrigram.set(trigram, [position]);
      else positions.push(position);
    }
  }

  /** Best first. */
  search(key: string): readonly FuzzyMatch<T>[] {
    const characters = [...key];
    if (characters.length === 0 || characters.length > MAX_LENGTH) return [];
    return this.candidates(characters)
      .flatMap((entry) => {
        const longer = Math.max(entry.characters.length, characters.length);
        const distance = editDistance(characters, entry.characters, this.allowedEdits(longer));
        return distance === undefined ? [] : [{ value: entry.value, similarity: 1 - distance / longer }];
      })
      .sort((one, other) => other.similarity - one.similarity);
  }

  private allowedEdits(length: number): number {
    // The tiny addend keeps 0.15 * 20 from becoming 2.9999999999999996.
    return Math.floor((1 - this.minSimilarity) * length + 1e-9);
  }

  /**
   * One edit destroys at most three trigrams. So of any `3 * edits + 1` trigrams of the key, every match keeps at
   * least one, and it is enough to follow the rarest of them.
   */
  private candidates(characters: readonly string[]) {
    const edits = this.allowedEdits(characters.length / this.minSimilarity);
    const rarest = [...trigramsOf(characters)]
      .map((trigram) => this.byTrigram.get(trigram) ?? [])
      .sort((one, other) => one.length - other.length)
      .slice(0, 3 * edits + 1);
    const shared = new Map<number, number>();
    for (const positions of rarest) {
      for (const position of positions) shared.set(position, (shared.get(position) ?? 0) + 1);
    }
    return [...shared]
      .sort(([, one], [, other]) => other - one)
      .slice(0, MAX_CANDIDATES)
      .flatMap(([position]) => this.entries[position] ?? []);
  }
}

/** Three-character windows, with two invisible characters around the text so that its ends count too. */
function trigramsOf(characters: readonly string[]): Set<string> {
  const padded = ['\u0002', '\u0002', ...characters, '\u0003', '\u0003'];
  return new Set(padded.slice(2).map((last, index) => `${padded[index]}${padded[index + 1]}${last}`));
}
