import { numbersIn } from '../../number-guard/index.js';

const END = /[\p{Terminal_Punctuation}\p{Dash_Punctuation}\s]+$/u;
const QUESTION = /[?؟՞፧‽]\s*$/u;

/** What two writings of one sentence have in common: NFKC, single spaces, lower case, no punctuation at the end. */
export function matchKey(text: string): string {
  const plain = text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
  const key = plain.replace(END, '');
  return key === '' ? plain : key;
}

/**
 * Whether one sentence may stand for the other, however alike they look: never with other numbers ("2 boxes" for
 * "3 boxes"), and never a question for a statement. Speech recognition writes no punctuation at all, so a sentence
 * without any may stand for either.
 */
export function mayStandFor(asked: string, known: string, language: string): boolean {
  if (numbersIn(asked, language).join(' ') !== numbersIn(known, language).join(' ')) return false;
  const asks = QUESTION.test(asked.normalize('NFKC'));
  if (asks === QUESTION.test(known.normalize('NFKC'))) return true;
  return !END.test(asked.trim());
}
