import { useState } from 'preact/hooks';
import type { Caption } from '#libs/contracts';
import { directionOf, t } from '../i18n/messages.js';
import { originalOf } from './source-captions.js';
import type { WatchRoom } from './watch-room.js';

export interface OriginalToggle {
  shown: boolean;
  text: string | null;
  toggle: () => void;
}

/** The words as they were spoken, fetched when somebody asks for them. */
export function useOriginal(room: WatchRoom, caption: Caption): OriginalToggle {
  const [shown, setShown] = useState(false);
  const [text, setText] = useState<string | null>(null);
  const toggle = () => {
    setShown(!shown);
    if (shown || text !== null) return;
    void originalOf(room.snapshot.session.id, caption).then((found) => setText(found ?? t('originalMissing')));
  };
  return { shown, text, toggle };
}

export const Original = ({ original, lang, ...rest }: { original: OriginalToggle; lang: string; class: string }) =>
  original.shown ? (
    <p class={rest.class} lang={lang} dir={directionOf(lang)}>
      {original.text ?? t('loading')}
    </p>
  ) : null;
