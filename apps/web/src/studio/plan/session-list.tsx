import type { Session } from '#libs/contracts';
import { formatMoment } from '../../i18n/format.js';
import { type MessageKey, t } from '../../i18n/messages.js';
import { Icon } from '../../ui/icon.js';
import { StatusBadge } from '../../ui/status-badge.js';

const groups: { title: MessageKey; states: readonly Session['state'][]; soonestFirst: boolean }[] = [
  { title: 'liveNow', states: ['live'], soonestFirst: true },
  { title: 'plan.comingUp', states: ['scheduled'], soonestFirst: true },
  { title: 'plan.earlier', states: ['ended', 'cancelled'], soonestFirst: false },
];

interface Props {
  sessions: readonly Session[];
  chosen: string | null;
  onChoose: (id: string) => void;
  onNew: () => void;
}

export const SessionList = ({ sessions, chosen, onChoose, onNew }: Props) => (
  <nav class="card desk-panel plan-list" aria-label={t('plan.sessions')}>
    <button type="button" class="button" aria-pressed={chosen === null} onClick={onNew}>
      <Icon name="plus" />
      {t('plan.new')}
    </button>
    {groups.map(({ title, states, soonestFirst }) => {
      const some = sessions
        .filter(({ state }) => states.includes(state))
        .toSorted((a, b) => (soonestFirst ? 1 : -1) * a.startsAt.localeCompare(b.startsAt));
      return (
        some.length > 0 && (
          <section key={title}>
            <h2>{t(title)}</h2>
            <ul>
              {some.map((session) => (
                <SessionRow
                  key={session.id}
                  session={session}
                  isChosen={session.id === chosen}
                  onChoose={() => onChoose(session.id)}
                />
              ))}
            </ul>
          </section>
        )
      );
    })}
  </nav>
);

interface RowProps {
  session: Session;
  isChosen: boolean;
  onChoose: () => void;
}

const SessionRow = ({ session, isChosen, onChoose }: RowProps) => (
  <li>
    <button type="button" class="plan-session" aria-current={isChosen ? 'true' : undefined} onClick={onChoose}>
      <strong>
        <bdi lang={session.sourceLang}>{session.title}</bdi>
      </strong>
      <span class="quiet">{formatMoment(session.startedAt ?? session.startsAt)}</span>
      {session.state !== 'scheduled' && <StatusBadge state={session.state} />}
    </button>
  </li>
);
