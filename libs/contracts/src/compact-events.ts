import { z } from 'zod';
import { type Caption, CaptionState, TranslationFlag } from './captions.js';
import type { ChatTranslation } from './chat.js';
import { type LogEntry, SessionEvent } from './events.js';
import { LanguageTag } from './language.js';
import { SessionRole } from './sessions.js';

/** A UUID in base64url: 22 characters instead of 36. */
const ShortId = z.string().regex(/^[\w-]{22}$/);

function shortId(uuid: string): string {
  const bytes = (uuid.replaceAll('-', '').match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));
  return btoa(String.fromCharCode(...bytes))
    .slice(0, 22)
    .replaceAll('+', '-')
    .replaceAll('/', '_');
}

function longId(short: string): string {
  const bytes = atob(short.replaceAll('-', '+').replaceAll('_', '/'));
  const hex = Array.from(bytes, (byte) => byte.charCodeAt(0).toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** What a key is left out for is the usual: a viewer without a role, a text by a machine, no doubts. */
const Told = { t: z.string().meta({ description: 'text' }), d: z.int().meta({ description: 'when, Unix time in ms' }) };
const Engine = {
  e: z.string().meta({ description: 'engine' }),
  h: z.literal(1).optional().meta({ description: 'a human wrote it' }),
  g: z.int().meta({ description: 'lag in ms' }),
  w: z.array(TranslationFlag).optional().meta({ description: 'flags' }),
};

const CompactChat = z.object({
  ...Told,
  i: ShortId.meta({ description: 'message' }),
  a: ShortId.meta({ description: 'author' }),
  n: z.string().meta({ description: 'name of the author' }),
  r: SessionRole.optional().meta({ description: 'role of the author' }),
  b: z.literal(1).optional().meta({ description: 'a simulated author' }),
  l: LanguageTag,
  y: ShortId.optional().meta({ description: 'the message it replies to' }),
  q: z.literal(1).optional().meta({ description: 'a question to the host' }),
});

const CompactTranslation = z.object({ ...Told, ...Engine, i: ShortId, f: LanguageTag });

const CompactCaption = z.object({
  ...Told,
  ...Engine,
  k: ShortId.meta({ description: 'segment' }),
  n: z.int(),
  f: LanguageTag.meta({ description: 'from' }),
  v: z.tuple([z.int(), z.int()]).meta({ description: 'rev, sourceRev' }),
  p: CaptionState.optional().meta({ description: 'state; final when left out' }),
  u: z.int().optional().meta({ description: 'stable code points; all when left out' }),
  m: z.tuple([z.int(), z.int()]).meta({ description: 'media time: t0, t1' }),
});

const CompactOther = z.object({ d: z.int(), i: z.string(), o: SessionEvent });

/**
 * An event in the text profile: `k` marks a caption, `a` a chat message, `o` what has no short form. Its language is the channel's, and
 * the `id` and `at` of a chat or caption entry are not carried beside those of the event.
 */
export const CompactEvent = z.union([CompactCaption, CompactChat, CompactTranslation, CompactOther]);
export type CompactEvent = z.infer<typeof CompactEvent>;

const engineOf = ({ engine, machine, lagMs, flags }: Caption | ChatTranslation) => ({
  e: engine,
  g: lagMs,
  ...(machine ? {} : { h: 1 as const }),
  ...(flags.length > 0 ? { w: flags } : {}),
});
const ofEngine = ({ e, h, g, w }: z.infer<typeof CompactTranslation | typeof CompactCaption>) => ({
  engine: e,
  machine: h === undefined,
  lagMs: g,
  flags: w ?? [],
});
const codePoints = (text: string): number => [...text].length;

export function compactEvent({ at, id, event }: LogEntry): CompactEvent {
  const d = Date.parse(at);
  if (event.type === 'chat.message') {
    const { message, author, lang, text, replyTo, toHost } = event;
    return {
      i: shortId(message),
      a: shortId(author.id),
      n: author.name,
      ...(author.role === null ? {} : { r: author.role }),
      ...(author.simulated ? { b: 1 } : {}),
      l: lang,
      t: text,
      ...(replyTo === null ? {} : { y: shortId(replyTo) }),
      ...(toHost === undefined ? {} : { q: 1 }),
      d: Date.parse(event.at),
    };
  }
  if (event.type === 'chat.translation')
    return { i: shortId(event.message), f: event.from, t: event.text, ...engineOf(event), d };
  if (event.type !== 'caption') return { i: id, o: event, d };
  return {
    k: shortId(event.segment),
    n: event.n,
    f: event.from,
    v: [event.rev, event.sourceRev],
    ...(event.state === 'final' ? {} : { p: event.state }),
    t: event.text,
    ...(event.stable === codePoints(event.text) ? {} : { u: event.stable }),
    m: [event.t0, event.t1],
    ...engineOf(event),
    d,
  };
}

/** @param lang of the channel it came in */
export function expandEvent(compact: CompactEvent, lang: string): Pick<LogEntry, 'id' | 'at' | 'event'> {
  const at = new Date(compact.d).toISOString();
  if ('o' in compact) return { id: compact.i, at, event: compact.o };
  if ('k' in compact) {
    const { k, n, f, v, p, t, u, m } = compact;
    const caption = { segment: longId(k), n, lang, from: f, rev: v[0], sourceRev: v[1], state: p ?? 'final', text: t };
    const rest = { stable: u ?? codePoints(t), t0: m[0], t1: m[1], ...ofEngine(compact) };
    return { id: `${caption.segment}.${lang}.${caption.rev}`, at, event: { type: 'caption', ...caption, ...rest } };
  }
  const message = longId(compact.i);
  if ('a' in compact) {
    const { a, n, r, b, l, t, y, q } = compact;
    const author = { id: longId(a), name: n, role: r ?? null, simulated: b !== undefined };
    const asks = q === undefined ? {} : { toHost: true as const };
    const said = { message, author, lang: l, text: t, replyTo: y === undefined ? null : longId(y), ...asks, at };
    return { id: message, at, event: { type: 'chat.message', ...said } };
  }
  const { f, t } = compact;
  return {
    id: `${message}.${lang}`,
    at,
    event: { type: 'chat.translation', message, lang, from: f, text: t, ...ofEngine(compact) },
  };
}
