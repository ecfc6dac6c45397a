/** Markup that is safe to send: whatever people wrote is escaped in it. */
export class Html {
  constructor(readonly markup: string) {}
}

type Piece = Html | string | number | false | null | undefined | readonly Piece[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * A template of markup. What is put in is text, escaped for elements and for quoted attributes, unless it is markup
 * itself; `false` and `null` are nothing. Text never becomes a tag, an attribute or a second value of one, so an
 * attribute that takes a value from outside has to be quoted.
 */
export const html = (parts: TemplateStringsArray, ...pieces: readonly Piece[]): Html =>
  new Html(parts.map((part, index) => withoutIndent(part) + markupOf(pieces[index])).join(''));

function markupOf(piece: Piece): string {
  if (piece === false || piece == null) return '';
  if (piece instanceof Html) return piece.markup;
  if (typeof piece === 'object') return piece.map(markupOf).join('');
  return String(piece).replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}

/** The indent of our source is no use to anybody who pays for each byte; that a line ends there stays, as a space. */
const withoutIndent = (part: string): string => part.replaceAll(/\s*\n\s*/g, '\n');
