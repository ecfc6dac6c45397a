import type { LineUpItem } from '../line-up.js';

/**
 * What viewers type in one language, and what becomes of it while several offers are open:
 * `claim A1 x2`, `claim B2 x1 red`, `soft A1 x1`, `ask variant-missing`, `cancel A1`, `status`, `none`.
 */
export type MessageTable = {
  language: string;
  outcomes: readonly (readonly [message: string, outcome: string])[];
  /** Ordinary talk around a live sale: never an order. */
  chat: readonly string[];
};

export const lineUp: readonly LineUpItem[] = [
  { code: 'A1', title: 'Rwandan green tea', variants: [], open: true },
  { code: 'B2', title: 'Silk scarf', variants: ['red', 'blue'], open: true },
  { code: 'C3', title: 'Bourbon coffee', variants: ['250 g', '500 g'], open: true },
  { code: 'D4', title: '手工皂', variants: ['薰衣草', '柠檬'], open: true },
  { code: 'E5', title: 'Basket', variants: ['one size'], open: true },
  { code: 'F6', title: 'Honey', variants: [], open: false },
];

export const maxPerBuyer = 5;
