import { badTranscript, type Cue, linesOf, type PlacedCue, readCues } from './cue-blocks.js';

const timing = /^((?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3})[ \t]+-->[ \t]+((?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3})(?:[ \t]|$)/;

/**
 * Reads a WebVTT file (W3C WebVTT, section 4). NOTE, STYLE and REGION blocks and cue markup are left out.
 *
 * @throws DomainError `caption.bad-transcript`, naming the line
 */
export const parseWebVtt = (file: string): Cue[] => readWebVtt(file).map(({ line: _line, ...cue }) => cue);

/** The same, with the line of each cue's timing. */
export function readWebVtt(file: string): PlacedCue[] {
  const lines = linesOf(file);
  if (!/^WEBVTT(?:[ \t]|$)/.test(lines[0] ?? '')) throw badTranscript(1, 'does not begin with WEBVTT');
  return readCues(lines, { from: 1, timing, leaveOut: /^(?:NOTE|STYLE|REGION)\b/ });
}

/**
 * Writes cues as a WebVTT file that any standard player reads, in the order they begin: nothing but an empty line may
 * follow the first one, and no cue may begin before the one above it (W3C WebVTT, section 4.1). A cue that says nothing
 * is left out. There is no X-TIMESTAMP-MAP: in HLS (RFC 8216, section 3.5) time 0 is that of the media then.
 */
export function formatWebVtt(cues: readonly Cue[], lang: string): string {
  const blocks = cues
    .filter(({ text }) => text !== '')
    .toSorted((a, b) => a.t0 - b.t0)
    .map(
      ({ id, t0, t1, text }) => `${id}\n${timestamp(t0)} --> ${timestamp(Math.max(t1, t0 + 1))}\n${escaped(text)}\n`,
    );
  return [`WEBVTT\n\nNOTE Language: ${lang}\n`, ...blocks].join('\n');
}

function timestamp(ms: number): string {
  const pad = (value: number, width: number) => String(Math.floor(value)).padStart(width, '0');
  return `${pad(ms / 3_600_000, 2)}:${pad((ms / 60_000) % 60, 2)}:${pad((ms / 1000) % 60, 2)}.${pad(ms % 1000, 3)}`;
}

/** A cue's text may hold neither markup nor an arrow nor an empty line, whatever a player takes for the end of one. */
const escaped = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\r\n\u2028\u2029]+/g, ' ');
