import { useState } from 'preact/hooks';
import { formatCount } from '../i18n/format.js';
import { languageName } from '../i18n/language-names.js';
import { t } from '../i18n/messages.js';
import { engineName } from '../watch/translation-note.js';
import type { WatchRoom } from '../watch/watch-room.js';
import { LanguageMonitor } from './language-monitor.js';

/** Who reads along in which language, how well it is served, and what its readers see. */
export function LanguagesPanel({ room }: { room: WatchRoom }) {
  const { viewers, byLanguage } = room.audience.value;
  const { languages, sourceLang } = room.info.value;
  const read = languages.toSorted((a, b) => (byLanguage[b] ?? 0) - (byLanguage[a] ?? 0));
  const translated = read.filter((lang) => lang !== sourceLang);
  const [chosen, setChosen] = useState(translated[0]);
  return (
    <section class="card desk-panel">
      <h2>{t('viewersByLanguage')}</h2>
      <p class="quiet">{viewers === 0 ? t('nobodyYet') : t('watching', { count: viewers })}</p>
      <ul class="languages">
        {read.map((lang) => (
          <li key={lang}>
            <button
              type="button"
              class="language-row"
              aria-pressed={lang === chosen}
              disabled={lang === sourceLang}
              onClick={() => setChosen(lang)}
            >
              <span>{languageName(lang)}</span>
              <LanguageHealth room={room} lang={lang} />
              <strong>{formatCount(byLanguage[lang] ?? 0)}</strong>
              <Share of={byLanguage[lang] ?? 0} all={viewers} />
            </button>
          </li>
        ))}
      </ul>
      {chosen && <LanguageMonitor key={chosen} room={room} lang={chosen} />}
    </section>
  );
}

const Share = ({ of, all }: { of: number; all: number }) => (
  <svg class="share" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
    <rect width={all === 0 ? 0 : (100 * of) / all} height="4" />
  </svg>
);

function LanguageHealth({ room, lang }: { room: WatchRoom; lang: string }) {
  if (lang === room.info.value.sourceLang) return <span class="quiet">{t('asSpoken')}</span>;
  const status = room.session.value.room?.languages.get(lang)?.value;
  if (status === undefined) return <span />;
  return (
    <span class={`health health-${status.state}`} title={status.reason ?? status.state}>
      {engineName(status.engine)}
    </span>
  );
}
