import type { Caption } from '#libs/contracts';
import type { CaptionText } from './caption-texts.store.js';

/** What viewers of a language are told of a segment. */
export function captionEvent(text: CaptionText): Caption {
  const { sessionId: _session, locked: _locked, glossary: _glossary, ...told } = text;
  return { type: 'caption', ...told, stable: [...text.text].length };
}

/** The event's id in the session log: the same revision of the same text is the same event. */
export const captionEventId = ({ segment, rev, lang }: Pick<Caption, 'segment' | 'rev' | 'lang'>): string =>
  `${segment}.${rev}.${lang}`;
