import { decide } from './decide.js';
import { sessionLanguage } from './languages.js';
import { allLexicons } from './lexicons/all-lexicons.js';
import type { Lexicon } from './lexicon.js';
import { lineUpOf } from './line-up.js';
import { sumUp } from './message.js';
import { isTooLong, normalise } from './normalise.js';
import type { ClaimContext, NoneReason, ParsedMessage } from './parsed-message.js';
import { PhraseBook } from './phrase-book.js';
import type { Piece, Reading } from './piece.js';
import { isInside, isQuotedReply, quotedSpans } from './quotes.js';
import { readWords } from './reading.js';
import { cutWords } from './words.js';

const book = new PhraseBook(allLexicons);
const sessionBooks = new WeakMap<readonly string[], PhraseBook>();

/**
 * Reads a chat message as its writer typed it. Pure and synchronous: no clock, no translation, no stock.
 *
 *     claim := trigger [item] [qty] {variant}   (in any order)
 *     cancel := pass [item]      status := statusWord
 *
 * Never a claim: a question, a negation, a quotation, a condition or a story, more than 80 code points.
 */
export function parseClaim(text: string, context: ClaimContext): ParsedMessage {
  return readMessage(text, context).parsed;
}

/** The same with the pieces it was decided by; there are none when the text was not read at all. */
export function readMessage(text: string, context: ClaimContext): { parsed: ParsedMessage; pieces: readonly Piece[] } {
  if (isTooLong(text)) return unread('too-long');
  const clean = normalise(text);
  if (isQuotedReply(clean)) return unread('quote');
  const lineUp = lineUpOf(context.items);
  const phrases = context.triggers?.length ? sessionBook(context.triggers) : book;
  const words = cutWords(clean, { book: phrases, terms: lineUp.terms });
  if (words.length === 0) return unread('empty');
  const reading = readWords(words, lineUp, phrases, baseLanguage(context.lang));
  if (quotesARequest(reading, clean)) return unread('quote');
  const rules = { lineUp, maxPerBuyer: context.maxPerBuyer };
  return { parsed: decide(sumUp(reading), clean.includes('?'), rules), pieces: reading.pieces };
}

// Quotation marks around an item or a variant are emphasis; around a request they repeat what somebody said.
function quotesARequest({ pieces }: Reading, text: string): boolean {
  const spans = quotedSpans(text);
  if (spans.length === 0) return false;
  const emphasis: ReadonlySet<string> = new Set(['item', 'variant', 'filler', 'unknown']);
  return pieces.some((piece) => isInside(spans, piece.start) && !emphasis.has(piece.kind));
}

function sessionBook(triggers: readonly string[]): PhraseBook {
  let known = sessionBooks.get(triggers);
  if (!known) {
    known = new PhraseBook([sessionLexicon(triggers)], book);
    sessionBooks.set(triggers, known);
  }
  return known;
}

function sessionLexicon(triggers: readonly string[]): Lexicon {
  const nothing = {
    want: '',
    take: '',
    cancel: '',
    status: '',
    negation: '',
    question: '',
    telling: '',
    measure: '',
    filler: '',
  };
  const numbers = ['', '', '', '', '', '', '', '', '', ''] as const;
  return { language: sessionLanguage, claim: triggers.join(','), ...nothing, numbers };
}

function baseLanguage(tag: string): string {
  const end = tag.indexOf('-');
  return (end < 0 ? tag : tag.slice(0, end)).toLowerCase();
}

function unread(why: NoneReason): { parsed: ParsedMessage; pieces: readonly Piece[] } {
  return { parsed: { outcome: 'none', why }, pieces: [] };
}
