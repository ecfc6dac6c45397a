import { sessions } from '#libs/client';
import type { Session } from '#libs/contracts';
import { usePolled } from '../app/use-polled.js';
import { viewer } from '../app/client.js';
import { type MessageKey, t } from '../i18n/messages.js';
import { InterfaceLanguage } from '../ui/interface-language.js';
import { PageHeader } from '../ui/page-header.js';
import { SessionCard } from './session-card.js';

const sections: { state: Session['state']; title: MessageKey }[] = [
  { state: 'live', title: 'liveNow' },
  { state: 'scheduled', title: 'comingUp' },
  { state: 'ended', title: 'earlier' },
];

export function HomePage() {
  const { value, error } = usePolled(() => viewer.http.send(sessions({ limit: 50 })), 15_000, 'sessions');
  const items = value?.items ?? [];
  const nothingLive = value !== null && !items.some((session) => session.state === 'live');
  return (
    <>
      <PageHeader>
        <InterfaceLanguage />
      </PageHeader>
      <main class="home">
        <section class="hero">
          <h1>{t('tagline')}</h1>
          <p>{t('homeLead')}</p>
          <p class="greetings" aria-hidden="true">
            <span lang="rw">Muraho</span> <span lang="zh">你好</span> <span lang="ar">مرحبا</span>{' '}
            <span lang="sw">Karibu</span> <span lang="es">Hola</span> <span lang="fr">Bonjour</span>
          </p>
        </section>
        {value === null && <p class="quiet">{error ?? t('loading')}</p>}
        {nothingLive && <p class="quiet">{t('nothingLive')}</p>}
        {sections.map(({ state, title }) => (
          <SessionSection key={state} title={t(title)} items={inState(items, state)} />
        ))}
      </main>
    </>
  );
}

/** What comes up stands in the order in which it comes. */
function inState(items: readonly Session[], state: Session['state']): Session[] {
  const found = items.filter((session) => session.state === state);
  return state === 'scheduled' ? found.toSorted((a, b) => a.startsAt.localeCompare(b.startsAt)) : found;
}

function SessionSection({ title, items }: { title: string; items: Session[] }) {
  if (items.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <ul class="session-grid">
        {items.map((session) => (
          <SessionCard key={session.id} session={session} />
        ))}
      </ul>
    </section>
  );
}
