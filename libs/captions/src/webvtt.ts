import { DomainError } from '#libs/contracts';

/** One cue: media time in milliseconds, and its text without markup. */
export type Cue = { id: string; t0: number; t1: number; text: string };

const timing = /^((?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3})[ \t]+-->[ \t]+((?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3})(?:[ \t]|$)/;

/**
 * Reads a WebVTT file (W3C WebVTT, section 4). NOTE, STYLE and REGION blocks and cue markup are left out.
 *
 * @throws DomainError `caption.bad-transcript`, naming the line
 */
export function parseWebVtt(file: string): Cue[] {
  const lines = file.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  if (!/^WEBVTT(?:[ \t]|$)/.test(lines[0] ?? '')) throw badTranscript(1, 'does not begin with WEBVTT');
  const cues: Cue[] = [];
  for (const block of blocksOf(lines)) {
    const timingAt = block.lines.findIndex((line) => line.includes('-->'));
    if (timingAt === -1) continue;
    const match = timing.exec(block.lines[timingAt] ?? '');
    const line = block.line + timingAt;
    if (timingAt > 1 || match === null) throw badTranscript(line, 'is not a cue timing');
    const [t0, t1] = [milliseconds(match[1] ?? ''), milliseconds(match[2] ?? '')];
    if (t1 <= t0) throw badTranscript(line, 'ends before it begins');
    if (t0 < (cues.at(-1)?.t0 ?? 0)) throw badTranscript(line, 'begins before the cue above it');
    const text = plain(block.lines.slice(timingAt + 1).join(' '));
    if (text !== '') cues.push({ id: timingAt === 1 ? (block.lines[0] ?? '') : String(cues.length + 1), t0, t1, text });
  }
  return cues;
}

/** Writes cues as a WebVTT file that any standard player reads. */
export function formatWebVtt(cues: readonly Cue[], lang: string): string {
  const blocks = cues.map(
    ({ id, t0, t1, text }) => `${id}\n${timestamp(t0)} --> ${timestamp(Math.max(t1, t0 + 1))}\n${escaped(text)}\n`,
  );
  return [`WEBVTT\nLanguage: ${lang}\n`, ...blocks].join('\n');
}

function* blocksOf(lines: readonly string[]): Generator<{ line: number; lines: string[] }> {
  let block: string[] = [];
  for (const [index, line] of [...lines.slice(1), ''].entries()) {
    if (line !== '') block.push(line);
    else if (block.length > 0) {
      if (!/^(?:NOTE|STYLE|REGION)\b/.test(block[0] ?? '')) yield { line: index + 2 - block.length, lines: block };
      block = [];
    }
  }
}

const badTranscript = (line: number, why: string) => new DomainError('caption.bad-transcript', `Line ${line} ${why}.`);

function milliseconds(stamp: string): number {
  const [seconds = '0', minutes = '0', hours = '0'] = stamp.split(':').reverse();
  return Math.round((Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000);
}

function timestamp(ms: number): string {
  const pad = (value: number, width: number) => String(Math.floor(value)).padStart(width, '0');
  return `${pad(ms / 3_600_000, 2)}:${pad((ms / 60_000) % 60, 2)}:${pad((ms / 1000) % 60, 2)}.${pad(ms % 1000, 3)}`;
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
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:amp|lt|gt|nbsp|lrm|rlm);/g, (entity) => entities[entity] ?? entity)
    .trim();

/** A cue's text may hold neither markup nor a blank line nor an arrow. */
const escaped = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\r\n]+/g, ' ');
