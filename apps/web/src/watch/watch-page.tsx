import { useEffect, useState } from 'preact/hooks';
import { sessionSnapshot } from '#libs/client';
import { viewer } from '../app/client.js';
import { errorText } from '../app/error-text.js';
import { firstReadable } from '#libs/pages';
import { chosenCountry } from '../i18n/country-choice.js';
import { wantedLanguages } from '../i18n/language-choice.js';
import { t } from '../i18n/messages.js';
import { InterfaceLanguage } from '../ui/interface-language.js';
import { PageHeader } from '../ui/page-header.js';
import { WatchLayout } from './watch-layout.js';
import { WatchRoom } from './watch-room.js';

const slug = decodeURIComponent(location.pathname.split('/')[2] ?? '');

export function WatchPage() {
  const [room, setRoom] = useState<WatchRoom | null>(null);
  const [error, setError] = useState<string | null>(null);
  useEffect(() => {
    enter().then(setRoom, (failure: unknown) => setError(errorText(failure)));
  }, []);
  if (room !== null) return <WatchLayout room={room} />;
  return (
    <>
      <PageHeader>
        <InterfaceLanguage />
      </PageHeader>
      <main class="centred">
        <p class="quiet">{error ?? t('loading')}</p>
        {error && (
          <a class="button" href="/">
            {t('backHome')}
          </a>
        )}
      </main>
    </>
  );
}

async function enter(): Promise<WatchRoom> {
  const snapshot = await viewer.http.send(sessionSnapshot(slug));
  const { id, languages, sourceLang, title } = snapshot.session;
  const wanted = () => firstReadable(wantedLanguages(), languages, sourceLang);
  document.title = `${title} · Silkcast`;
  const lang = wanted();
  const country = chosenCountry();
  const room = new WatchRoom(viewer, snapshot, await viewer.watch(id, lang, { ...(country && { country }) }), lang);
  // chosen in the page while all this was on its way
  if (wanted() !== lang) room.changeLanguage(wanted());
  addEventListener('online', () => room.connection.rejoin());
  return room;
}
