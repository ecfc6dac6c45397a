import { readMessage } from './claim-grammar.js';
import type { ClaimContext, ParsedMessage } from './parsed-message.js';
import type { Piece } from './piece.js';

/**
 * What a message asks for, and why: for `none` and `ask` the reason, for the others the parts that decided, in the
 * order they were written (`claim + item A1 + number 2`).
 */
export type ExplainedMessage = ParsedMessage & { why: string };

/** @see parseClaim, which decides the same */
export function explainClaim(text: string, context: ClaimContext): ExplainedMessage {
  const { parsed, pieces } = readMessage(text, context);
  if (parsed.outcome === 'none' || parsed.outcome === 'ask') return parsed;
  return { ...parsed, why: pieces.map(nameOf).join(' + ') };
}

function nameOf(piece: Piece): string {
  if (piece.kind === 'item') return `item ${piece.item.code}`;
  if (piece.kind === 'variant') return `variant ${piece.name}`;
  return 'value' in piece ? `${piece.kind} ${piece.value}` : piece.kind;
}
