import { watchedSessions } from '#libs/client';
import type { SessionState } from '#libs/contracts';
import { useState } from 'preact/hooks';
import { t } from '../i18n/messages.js';
import { Choice } from '../ui/choice.js';
import { SessionRow } from './session-row.js';
import { ShowMore } from './show-more.js';
import { usePages } from './use-pages.js';

const EVERY_MS = 5000;
type Shown = SessionState | 'all';
const states: readonly Shown[] = ['live', 'scheduled', 'ended', 'all'];

export function SessionsPanel() {
  const [shown, setShown] = useState<Shown>('live');
  const filter = shown === 'all' ? {} : { state: shown };
  const pages = usePages((place) => watchedSessions({ ...filter, ...place }), `sessions ${shown}`, EVERY_MS);
  return (
    <section class="operate-section" aria-label={t('operateSessions')}>
      <Choice
        label={t('operateState')}
        options={states.map((state) => ({ value: state, text: state === 'all' ? t('operateAll') : t(state) }))}
        value={shown}
        onChange={setShown}
      />
      <p class="form-error" role="status">
        {pages.error}
      </p>
      {pages.items === null && pages.error === null && <p class="quiet">{t('loading')}</p>}
      {pages.items?.length === 0 && <p class="card operate-empty">{t('operateNoSessions')}</p>}
      <ul class="watched" role="list">
        {pages.items?.map((watched) => (
          <SessionRow key={watched.session.id} watched={watched} onEnded={pages.refresh} />
        ))}
      </ul>
      <ShowMore pages={pages} />
    </section>
  );
}
