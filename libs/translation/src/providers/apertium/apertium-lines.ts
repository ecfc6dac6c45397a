/**
 * Apertium translates one stream of text. Many texts become one call by giving it lines, separated by empty lines,
 * which end a sentence for it: so words never move from one line to another.
 */
export interface ApertiumLines {
  /** What to translate. No line is blank, contains a line break or a control character, or is longer than a call. */
  lines: readonly string[];
  /** Puts the translated lines back into the texts they came from, with all white space as it was. */
  assemble(translated: readonly string[]): string[];
}

// APY cuts what it gets into ten parts of down to 500 characters, and drops the rest without a word (0.11.7).
const MAX_CALL = 4000;
const MAX_LINE = 1000;

const LINE_BREAKS = /([\n\r\u0085\u2028\u2029]+)/;
// As many characters as fit, up to a white space when there is one.
const PIECE = new RegExp(`.{1,${MAX_LINE}}(?=\\s|$)|.{1,${MAX_LINE}}`, 'gsu');
// A NUL would end the stream inside APY; the others mean nothing to a reader either.
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/g;

export function toApertiumLines(texts: readonly string[]): ApertiumLines {
  const lines: string[] = [];
  const takeLine = (line: string) => lines.push(line.replace(CONTROL, ' ')) - 1;
  const layouts = texts.map((text) =>
    text.split(LINE_BREAKS).flatMap((part) => (part.match(PIECE) ?? []).flatMap((piece) => layOut(piece, takeLine))),
  );
  return {
    lines,
    assemble: (translated) =>
      layouts.map((layout) => layout.map((part) => (typeof part === 'string' ? part : translated[part])).join('')),
  };
}

/** White space stays where it is; what it surrounds becomes a line, named by its number. */
function layOut(piece: string, takeLine: (line: string) => number): (string | number)[] {
  const core = piece.trim();
  if (core.replace(CONTROL, '') === '') return [piece];
  const start = piece.indexOf(core);
  return [piece.slice(0, start), takeLine(core), piece.slice(start + core.length)];
}

/** As few calls as can be, none longer than Apertium takes at once. */
export function packLines(lines: readonly string[]): string[][] {
  const calls: string[][] = [];
  let room = 0;
  for (const line of lines) {
    room -= line.length + 2;
    if (room < 0 || calls.length === 0) {
      calls.push([]);
      room = MAX_CALL - line.length;
    }
    calls.at(-1)?.push(line);
  }
  return calls;
}
