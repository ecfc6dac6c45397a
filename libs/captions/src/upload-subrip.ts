import { badTranscript, linesOf, type PlacedCue, readCues } from './cue-blocks.js';

const stamp = String.raw`((?:\d{1,4}):[0-5]\d:[0-5]\d[,.]\d{3})`;
const timing = new RegExp(String.raw`^${stamp}[ \t]+-->[ \t]+${stamp}(?:[ \t]|$)`);
/** Styles of subtitle editors, which SubRip has no word for: `{\an8}`. */
const overrides = /\{\\[^{}\n]*\}/g;

/**
 * Reads a SubRip file: a number, a timing with a comma before the milliseconds, text. Nobody has written down what
 * SubRip is; this takes what editors write, without markup.
 *
 * @throws DomainError `caption.bad-transcript`, naming the line
 */
export function readSubRip(file: string): PlacedCue[] {
  const lines = linesOf(file.replaceAll(overrides, ''));
  // an empty line may hold spaces
  const cues = readCues(
    lines.map((line) => line.trimEnd()),
    { from: 0, timing },
  );
  if (cues.length === 0 && lines.some((line) => line.trim() !== '')) throw badTranscript(1, 'does not begin a cue');
  return cues;
}
