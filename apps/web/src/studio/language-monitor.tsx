import { useEffect, useState } from 'preact/hooks';
import { readableCaptions } from '#libs/client';
import type { Caption } from '#libs/contracts';
import { staff } from '../app/client.js';
import { languageName } from '../i18n/language-names.js';
import { directionOf, t } from '../i18n/messages.js';
import { engineName } from '../watch/translation-note.js';
import { CaptionLine } from './caption-line.js';
import type { WatchRoom } from '../watch/watch-room.js';

const SHOWN = 6;

/** What the readers of one language see, as they see it, with how long it took and what made it. */
export function LanguageMonitor({ room, lang }: { room: WatchRoom; lang: string }) {
  const captions = useCaptionsIn(room, lang);
  return (
    <div class="monitor">
      <h3>{languageName(lang)}</h3>
      <ul lang={lang} dir={directionOf(lang)}>
        {captions.slice(-SHOWN).map((caption) => (
          <CaptionLine key={caption.segment} room={room} caption={caption}>
            <p class="note" lang="" dir="auto">
              <span>{engineName(caption.engine)}</span>
              <span>{t('lag', { ms: caption.lagMs })}</span>
              {caption.flags.map((flag) => (
                <span key={flag} class="note-doubt">
                  {flag}
                </span>
              ))}
            </p>
          </CaptionLine>
        ))}
      </ul>
    </div>
  );
}

/** A second connection, as a reader of that language has one. */
function useCaptionsIn(room: WatchRoom, lang: string): readonly Caption[] {
  const [captions, setCaptions] = useState<readonly Caption[]>([]);
  useEffect(() => {
    let close = () => {};
    let left = false;
    void staff.watch(room.info.value.id, lang, { profile: 'full' }).then((connection) => {
      if (left) return;
      close = () => connection.close();
      connection.listen({ state: (state) => setCaptions(readableCaptions(state.captions, lang)) });
      connection.open();
    });
    return () => {
      left = true;
      close();
    };
  }, [room, lang]);
  return captions;
}
