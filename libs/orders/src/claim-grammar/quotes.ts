/** Where a text repeats somebody else's words, as [from, to) offsets. */
export type Span = readonly [from: number, to: number];

const pairs: Readonly<Record<string, string>> = {
  '"': '"',
  '“': '”',
  '„': '“',
  '«': '»',
  '「': '」',
  '『': '』',
  '《': '》',
};

/** Lines that start with ">" are a quoted message, as in mail and chat clients. */
export function isQuotedReply(text: string): boolean {
  return text.includes('>') && /^\s*>/m.test(text);
}

/** Spans in quotation marks. A mark that is never closed quotes the rest; a lone straight one is a typing slip. */
export function quotedSpans(text: string): readonly Span[] {
  const spans: Span[] = [];
  for (let at = 0; at < text.length; at++) {
    const closing = pairs[text.charAt(at)] ?? (opensSingle(text, at) ? "'" : undefined);
    if (closing === undefined) continue;
    const end = text.indexOf(closing, at + 1);
    if (end < 0 && (closing === '"' || closing === "'")) continue;
    const to = end < 0 ? text.length : end;
    spans.push([at, to]);
    at = to;
  }
  return spans;
}

export function isInside(spans: readonly Span[], offset: number): boolean {
  return spans.some(([from, to]) => offset >= from && offset < to);
}

// An apostrophe inside a word (j'en, I'll) opens nothing.
function opensSingle(text: string, at: number): boolean {
  return text.charAt(at) === "'" && (at === 0 || /\s/.test(text.charAt(at - 1))) && /\S/.test(text.charAt(at + 1));
}
