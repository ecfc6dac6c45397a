import type { HeardPiece } from '../speech-provider.js';

/** One caption's worth of words. Times are those of the pieces it was made of. */
export type Sentence = { text: string; t0: number; t1: number };

/** More is cut by force, in code points. */
export const longestSentence = 120;

/**
 * What was heard in one stretch of speech, as segments: a segment ends at sentence punctuation (UAX #29, as
 * Intl.Segmenter has it), where another speaker begins, or before it has 121 code points, between words.
 *
 * @param lang BCP-47 tag of what was spoken
 */
export function cutText(pieces: readonly HeardPiece[], lang: string): Sentence[] {
  return turnsOf(pieces)
    .flatMap((turn) => {
      const timeAt = clockOf(turn);
      const text = joined(turn);
      return [...sentencesOf(text, lang)].map(({ from, to }) => ({
        text: text.slice(from, to).trim(),
        t0: timeAt(from),
        t1: timeAt(to),
      }));
    })
    .filter(({ text }) => text !== '');
}

/** Pieces that one person said in a row. */
function turnsOf(pieces: readonly HeardPiece[]): HeardPiece[][] {
  const turns: HeardPiece[][] = [];
  for (const piece of pieces.filter(({ text }) => text.trim() !== '')) {
    const turn = turns.at(-1);
    if (turn !== undefined && turn.at(-1)?.speaker === piece.speaker) turn.push(piece);
    else turns.push([piece]);
  }
  return turns;
}

const joined = (turn: readonly HeardPiece[]) => turn.map(({ text }) => spaced(text)).join('');
/** Recognisers give pieces with or without a space at their ends; these scripts have none between words. */
const spaced = (text: string) => `${text.trim()}${unspaced.test(text.trim()) ? '' : ' '}`;
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}。！？，、]$/u;

function* sentencesOf(text: string, lang: string): Generator<{ from: number; to: number }> {
  for (const { index, segment } of new Intl.Segmenter(lang, { granularity: 'sentence' }).segment(text)) {
    let from = index;
    const end = index + segment.length;
    while ([...text.slice(from, end).trim()].length > longestSentence) {
      const to = lastPlace(text.slice(from, end), lang) + from;
      yield { from, to };
      from = to;
    }
    yield { from, to: end };
  }
}

/** Where the last word ends that still fits; in the middle of it when there is but one. */
function lastPlace(text: string, lang: string): number {
  const leading = text.length - text.trimStart().length;
  const fits = leading + [...text.trimStart()].slice(0, longestSentence).join('').length;
  let place = 0;
  for (const { index } of new Intl.Segmenter(lang, { granularity: 'word' }).segment(text)) {
    if (index > fits) break;
    if (index > leading) place = index;
  }
  return place === 0 ? fits : place;
}

/** When the character at a place was said: pieces have times, and within one they are taken as even. */
function clockOf(turn: readonly HeardPiece[]): (place: number) => number {
  const spans: { from: number; to: number; t0: number; t1: number }[] = [];
  for (const { text, t0, t1 } of turn) {
    const from = spans.at(-1)?.to ?? 0;
    spans.push({ from, to: from + spaced(text).length, t0, t1 });
  }
  return (place) => {
    const span = spans.find(({ to }) => place <= to) ?? spans.at(-1);
    if (span === undefined) return 0;
    return Math.round(span.t0 + ((span.t1 - span.t0) * (place - span.from)) / (span.to - span.from));
  };
}
