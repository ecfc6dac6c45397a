import type { PhraseRole } from './lexicon.js';
import type { LineUpItem } from './line-up.js';

/** One meaningful part of a message. `start` is its offset in the normalised text. */
export type Piece = { start: number } & (
  | { kind: 'item'; item: LineUpItem }
  | { kind: 'variant'; name: string }
  /** A `count` is more than a number: "x2", "2pcs". */
  | { kind: 'number'; value: number; written: 'digits' | 'word' | 'count' }
  /** "+1": a bid for so many. */
  | { kind: 'plus'; value: number }
  | { kind: 'times' }
  /** `code`: it looks like a code of this line-up. */
  | { kind: 'unknown'; code?: string }
  | { kind: PhraseRole }
);

export type Reading = {
  pieces: readonly Piece[];
  /** The words that ask to buy are of a language that is neither the writer's nor English. */
  foreign: boolean;
};
