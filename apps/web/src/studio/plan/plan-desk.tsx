import { useState } from 'preact/hooks';
import { mySessions } from '#libs/client';
import { staff } from '../../app/client.js';
import { usePolled } from '../../app/use-polled.js';
import { t } from '../../i18n/messages.js';
import { NewSession } from './new-session.js';
import { SessionList } from './session-list.js';
import { SessionPlan } from './session-plan.js';

const EVERY_MS = 20_000;
const NEW = 'new';

interface Props {
  /** The session that the page is about, if there is one. */
  current: string | null;
  /** Something was scheduled, changed or called off. */
  onChanged: () => void;
}

/** What a host prepares: sessions, what they show and sell, and the words in which. */
export function PlanDesk({ current, onChanged }: Props) {
  const { value, error, refresh } = usePolled(() => staff.me.send(mySessions({ limit: 100 })), EVERY_MS, 'plans');
  const [chosen, setChosen] = useState(current);
  if (value === null) return <p class="quiet">{error ?? t('loading')}</p>;
  const sessions = value.items;
  const session = sessions.find(({ id }) => id === chosen);
  const changed = (id: string) => {
    setChosen(id);
    refresh();
    onChanged();
  };
  return (
    <div class="plan">
      <SessionList sessions={sessions} chosen={session?.id ?? null} onChoose={setChosen} onNew={() => setChosen(NEW)} />
      <div class="plan-main">
        {session === undefined ? (
          <NewSession onScheduled={changed} />
        ) : (
          <SessionPlan key={session.id} session={session} onChanged={() => changed(session.id)} />
        )}
      </div>
    </div>
  );
}
