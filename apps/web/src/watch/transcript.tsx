import { useEffect, useState } from 'preact/hooks';
import type { Caption } from '#libs/contracts';
import { directionOf, t } from '../i18n/messages.js';
import { Original, useOriginal } from './caption-original.js';
import { EngineLine } from './engine-line.js';
import type { Cue } from './read-webvtt.js';
import { fetchCues } from './source-captions.js';
import { StickyList } from './sticky-list.js';
import { TranslationNote } from './translation-note.js';
import type { WatchRoom } from './watch-room.js';

/** How much of what was said before is shown to somebody who comes late. */
const EARLIER = 60;

export function Transcript({ room }: { room: WatchRoom }) {
  const captions = room.captions.value;
  const lang = room.served.value;
  const earlier = useEarlier(room, lang).filter((cue) => !captions.some(({ segment }) => segment === cue.id));
  return (
    <section class="panel transcript" aria-label={t('transcript')}>
      <h2 class="panel-title">{t('transcript')}</h2>
      <EngineLine room={room} />
      <StickyList label={t('transcript')} count={captions.length + earlier.length}>
        {earlier.map((cue) => (
          <li key={cue.id} class="said said-earlier" lang={lang} dir={directionOf(lang)}>
            {cue.text}
          </li>
        ))}
        {captions.map((caption) => (
          <SaidLine key={caption.segment} room={room} caption={caption} />
        ))}
        {captions.length + earlier.length === 0 && <li class="quiet">{t('captionsWait')}</li>}
      </StickyList>
    </section>
  );
}

function SaidLine({ room, caption }: { room: WatchRoom; caption: Caption }) {
  const original = useOriginal(room, caption);
  const textLang = caption.flags.includes('source-fallback') ? caption.from : caption.lang;
  return (
    <li class={`said said-${caption.state}`}>
      <p lang={textLang} dir={directionOf(textLang)}>
        {caption.text}
      </p>
      <Original original={original} lang={caption.from} class="original" />
      {(caption.from !== caption.lang || caption.machine) && <TranslationNote piece={caption} original={original} />}
    </li>
  );
}

function useEarlier(room: WatchRoom, lang: string): readonly Cue[] {
  const [cues, setCues] = useState<readonly Cue[]>([]);
  useEffect(() => {
    let wanted = true;
    setCues([]);
    fetchCues(room.snapshot.session.id, lang).then(
      (found) => wanted && setCues([...found.values()].slice(-EARLIER)),
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [room, lang]);
  return cues;
}
