import type { Caption } from '#libs/contracts';
import { directionOf } from '../i18n/messages.js';
import { Original, useOriginal } from './caption-original.js';
import { TranslationNote } from './translation-note.js';
import type { WatchRoom } from './watch-room.js';

/** Long sentences get smaller letters, so that the space they stand in never grows. */
function sizeOf(text: string): 'short' | 'medium' | 'long' {
  const wide = /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}/u.test(text);
  const width = wide ? text.length * 2 : text.length;
  if (width <= 70) return 'short';
  return width <= 120 ? 'medium' : 'long';
}

const languageOf = ({ flags, from, lang }: Caption): string => (flags.includes('source-fallback') ? from : lang);

/**
 * Heard once, when the sentence is complete: a screen reader is not made to follow every word. It stays where it is from
 * one sentence to the next: many readers do not read out a region that comes with its text.
 */
export const HeardCaption = ({ caption }: { caption: Caption | undefined }) => (
  <p class="sr-only" aria-live="polite" lang={caption && languageOf(caption)}>
    {caption === undefined || caption.state === 'partial' ? '' : caption.text}
  </p>
);

export function StageCaption({ room, caption }: { room: WatchRoom; caption: Caption }) {
  const original = useOriginal(room, caption);
  const textLang = languageOf(caption);
  return (
    <>
      <p
        class={`stage-caption stage-caption-${sizeOf(caption.text)} stage-caption-${caption.state}`}
        lang={textLang}
        dir={directionOf(textLang)}
      >
        {caption.text}
      </p>
      <Original original={original} lang={caption.from} class="stage-original" />
      <TranslationNote piece={caption} original={original} />
    </>
  );
}
