import { DomainError } from '#libs/contracts';

/** One cue: media time in milliseconds, and its text without markup. */
export type Cue = { id: string; t0: number; t1: number; text: string };
/** `line` is that of its timing, from 1. */
export type PlacedCue = Cue & { line: number };

export type CueFormat = {
  /** The first line that may belong to a cue, from 0. */
  from: number;
  /** Two groups: when a cue begins and ends. */
  timing: RegExp;
  /** How blocks begin that are no cues. */
  leaveOut?: RegExp;
};

export const badTranscript = (line: number, why: string) =>
  new DomainError('caption.bad-transcript', `Line ${line} ${why}.`);

/** Without the byte order mark, whatever the line ends. */
export const linesOf = (file: string): string[] => file.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);

/**
 * The cues of a file in blocks with an empty line between them: an id or none, a timing, text.
 *
 * @throws DomainError `caption.bad-transcript`, naming the line
 */
export function readCues(lines: readonly string[], { from, timing, leaveOut }: CueFormat): PlacedCue[] {
  const cues: PlacedCue[] = [];
  for (const block of blocksOf(lines, from)) {
    if (leaveOut?.test(block.lines[0] ?? '')) continue;
    const timingAt = block.lines.findIndex((line) => line.includes('-->'));
    if (timingAt === -1) continue;
    const match = timing.exec(block.lines[timingAt] ?? '');
    const line = block.line + timingAt;
    if (timingAt > 1 || match === null) throw badTranscript(line, 'is not a cue timing');
    const [t0, t1] = [milliseconds(match[1] ?? ''), milliseconds(match[2] ?? '')];
    if (t1 <= t0) throw badTranscript(line, 'ends before it begins');
    if (t0 < (cues.at(-1)?.t0 ?? 0)) throw badTranscript(line, 'begins before the cue above it');
    const text = plain(block.lines.slice(timingAt + 1).join(' '));
    const id = timingAt === 1 ? (block.lines[0] ?? '') : String(cues.length + 1);
    if (text !== '') cues.push({ id, t0, t1, text, line });
  }
  return cues;
}

function* blocksOf(lines: readonly string[], from: number): Generator<{ line: number; lines: string[] }> {
  let block: string[] = [];
  for (const [index, line] of [...lines.slice(from), ''].entries()) {
    if (line !== '') block.push(line);
    else if (block.length > 0) {
      yield { line: index + from + 1 - block.length, lines: block };
      block = [];
    }
  }
}

function milliseconds(stamp: string): number {
  const [seconds = '0', minutes = '0', hours = '0'] = stamp.replace(',', '.').split(':').reverse();
  return Math.round((Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000);
}

const entities: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&nbsp;': ' ',
  '&lrm;': '\u200E',
  '&rlm;': '\u200F',
};

const plain = (markup: string) =>
  markup
    // from bracket to bracket, so that many that are never closed cost no more than one
    .replace(/<[^<>]*>/g, '')
    .replace(/&(?:amp|lt|gt|nbsp|lrm|rlm);/g, (entity) => entities[entity] ?? entity)
    .trim();
