import type { LineUpItem } from './line-up.js';

/** What decides about a message, besides its text. */
export type ClaimContext = {
  /** BCP-47 tag of the writer's language: a prior only, every other language is understood too. */
  lang: string;
  items: readonly LineUpItem[];
  maxPerBuyer: number;
  /** This session's own words for "I buy it". Keep the array: it is compiled once. */
  triggers?: readonly string[];
};

export type NoneReason =
  'empty' | 'too-long' | 'quote' | 'question' | 'negation' | 'telling' | 'nothing-open' | 'no-order';

export type AskReason =
  'unknown-code' | 'variant-missing' | 'variant-unknown' | 'quantity-over-limit' | 'two-items' | 'item-missing';

/**
 * What a chat message asks for.
 * `soft` is answered with a confirm button, `ask` with the `choices` (codes, variants, or quantities).
 * `item` is the code as the line-up has it; it may be one whose offer is closed: that is for the claim to reject.
 */
export type ParsedMessage =
  | { outcome: 'none'; why: NoneReason }
  | { outcome: 'claim'; item: string; qty: number; variant?: string }
  | { outcome: 'soft'; item?: string; qty: number; variant?: string }
  | { outcome: 'ask'; why: AskReason; choices: readonly string[]; item?: string; qty?: number }
  | { outcome: 'cancel'; item?: string }
  | { outcome: 'status' };
