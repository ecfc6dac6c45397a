import { useCallback, useEffect, useState } from 'preact/hooks';
import { mySessions, sessionSnapshot } from '#libs/client';
import type { Session } from '#libs/contracts';
import { staff } from '../app/client.js';
import { errorText } from '../app/error-text.js';
import { t } from '../i18n/messages.js';
import { Choice } from '../ui/choice.js';
import { Sections } from '../ui/sections.js';
import { WatchRoom } from '../watch/watch-room.js';
import { PlanDesk } from './plan/plan-desk.js';
import { StudioDesk } from './studio-desk.js';

const order: readonly Session['state'][] = ['live', 'scheduled', 'ended', 'cancelled'];

export function StudioContent() {
  const [sessions, setSessions] = useState<readonly Session[] | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const load = useCallback(() => {
    staff.me.send(mySessions()).then(
      ({ items }) => setSessions(items.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state))),
      (failure: unknown) => setError(errorText(failure)),
    );
  }, []);
  useEffect(load, [load]);
  if (sessions === null) return <p class="quiet">{error ?? t('loading')}</p>;
  const session = sessions.find(({ id }) => id === chosen) ?? sessions[0];
  if (session === undefined) return <PlanDesk current={null} onChanged={load} />;
  return (
    <>
      {sessions.length > 1 && (
        <Choice
          label={t('studioTitle')}
          options={sessions.map(({ id, title }) => ({ value: id, text: title }))}
          value={session.id}
          onChange={setChosen}
        />
      )}
      <Sections
        label={t('studioTitle')}
        sections={[
          { id: 'live', title: t('liveNow'), content: () => <Entered key={session.id} session={session} /> },
          {
            id: 'plan',
            title: t('plan'),
            content: () => <PlanDesk key={session.id} current={session.id} onChanged={load} />,
          },
        ]}
      />
    </>
  );
}

function Entered({ session }: { session: Session }) {
  const [room, setRoom] = useState<WatchRoom | null>(null);
  const [error, setError] = useState<string | null>(null);
  useEffect(() => {
    let entered: WatchRoom | null = null;
    let left = false;
    enter(session).then(
      (found) => {
        entered = found;
        if (left) found.connection.close();
        else setRoom(found);
      },
      (failure: unknown) => setError(errorText(failure)),
    );
    return () => {
      left = true;
      entered?.connection.close();
    };
  }, [session]);
  return room === null ? <p class="quiet">{error ?? t('loading')}</p> : <StudioDesk room={room} />;
}

/** The host reads the room in the language they speak. */
async function enter({ id, sourceLang }: Session): Promise<WatchRoom> {
  const snapshot = await staff.me.send(sessionSnapshot(id));
  return new WatchRoom(staff, snapshot, await staff.watch(id, sourceLang), sourceLang);
}
