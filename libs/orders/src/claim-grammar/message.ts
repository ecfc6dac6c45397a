import type { LineUpItem } from './line-up.js';
import type { Piece, Reading } from './piece.js';
import type { PhraseRole } from './lexicon.js';

/** A reading, summed up for the decision. */
export type Message = {
  items: readonly LineUpItem[];
  variants: readonly string[];
  qty: number;
  /** Whether a quantity was written, and written as a count ("x2", "两盒"), and whether there was only one. */
  quantity: 'none' | 'number' | 'count' | 'contradicting';
  /** The strongest word that asks to buy. "+1" and "扣1" are wishes. */
  trigger: 'claim' | 'want' | 'take' | undefined;
  /** Nothing but the digit 1. */
  justOne: boolean;
  cancel: boolean;
  status: boolean;
  guard: 'negation' | 'question' | 'telling' | undefined;
  /** Words that mean nothing to us. */
  unknown: number;
  /** One of them, if it looks like a code of this line-up. */
  unknownCode: string | undefined;
  /** The request and the item belong together: no talk between them. */
  together: boolean;
  foreign: boolean;
};

export function sumUp({ pieces, foreign }: Reading): Message {
  const has = (kind: Piece['kind']): boolean => pieces.some((piece) => piece.kind === kind);
  const first = <Kind extends PhraseRole>(...kinds: Kind[]): Kind | undefined => kinds.find(has);
  const unknown = pieces.filter((piece) => piece.kind === 'unknown');
  return {
    items: distinct(pieces.flatMap((piece) => (piece.kind === 'item' ? [piece.item] : []))),
    variants: distinct(pieces.flatMap((piece) => (piece.kind === 'variant' ? [piece.name] : []))),
    ...quantityOf(pieces),
    trigger: first('claim', 'want') ?? (has('plus') ? 'want' : first('take')),
    justOne: isJustOne(pieces),
    cancel: has('cancel'),
    status: has('status'),
    guard: first('question', 'negation', 'telling'),
    unknown: unknown.length,
    unknownCode: unknown.find((piece) => piece.code !== undefined)?.code,
    together: standTogether(pieces),
    foreign,
  };
}

function quantityOf(pieces: readonly Piece[]): Pick<Message, 'qty' | 'quantity'> {
  const counts: number[] = [];
  const numbers: number[] = [];
  pieces.forEach((piece, at) => {
    if (piece.kind === 'plus') counts.push(piece.value);
    if (piece.kind !== 'number') return;
    const [before, after] = [pieces[at - 1]?.kind, pieces[at + 1]?.kind];
    const counted = piece.written === 'count' || [before, after].some((kind) => kind === 'times' || kind === 'measure');
    (counted ? counts : numbers).push(piece.value);
  });
  const values = distinct(counts.length > 0 ? counts : numbers);
  const [qty] = values;
  if (qty === undefined) return { qty: 1, quantity: 'none' };
  if (values.length > 1) return { qty, quantity: 'contradicting' };
  return { qty, quantity: counts.length > 0 ? 'count' : 'number' };
}

function isJustOne([piece, ...others]: readonly Piece[]): boolean {
  return others.length === 0 && piece?.kind === 'number' && piece.written === 'digits' && piece.value === 1;
}

function standTogether(pieces: readonly Piece[]): boolean {
  const request = pieces.findIndex(
    ({ kind }) => kind === 'claim' || kind === 'want' || kind === 'take' || kind === 'cancel',
  );
  const item = pieces.findIndex(({ kind }) => kind === 'item');
  if (request < 0 || item < 0) return false;
  const between = pieces.slice(Math.min(request, item), Math.max(request, item));
  const strangers = between.filter(({ kind }) => kind === 'unknown').length;
  // Where the verb comes last (ja, ko, hi …), an unknown colour stands between the item and the request.
  return strangers === 0 || (item < request && strangers === 1);
}

function distinct<Value>(values: readonly Value[]): Value[] {
  return [...new Set(values)];
}
