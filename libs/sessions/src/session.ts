import { uuidv7 } from 'uuidv7';
import { channels, type Session, type SessionEventOf, type SessionRole, type SessionState } from '#libs/contracts';
import type { OutboxEvent } from '#libs/database';
import { defineLifecycle } from '#libs/platform';

/** A session as the features know it: what everyone sees, and what only the house needs. */
export type SessionRecord = Session & {
  hostId: string;
  archiveLanguages: string[];
  maxLanguages: number;
  pinnedCode: string | null;
  /** How long a viewer waits between two messages; 0 when slow mode is off. */
  slowModeSeconds: number;
  /** Whether captions are translated while they are still being spoken. */
  translatePartials: boolean;
};

/** The part of a session that everyone may see. */
export function publicSession(record: SessionRecord): Session {
  const {
    hostId: _host,
    archiveLanguages: _archive,
    maxLanguages: _max,
    pinnedCode: _pinned,
    slowModeSeconds: _slow,
    translatePartials: _partials,
    ...session
  } = record;
  return session;
}

type SessionNews = 'session.started' | 'session.ended' | 'session.changed' | 'session.cancelled';

/** What everybody who watches a session is told of itself. */
export const sessionTold = (type: SessionNews, record: SessionRecord): OutboxEvent => ({
  id: uuidv7(),
  sessionId: record.id,
  channel: channels.control,
  event: { type, session: publicSession(record) } satisfies SessionEventOf<SessionNews>,
});

/** A session is live once: an ended one does not come back, its log is an archive. One that never began is called off. */
export const sessionLifecycle = defineLifecycle<SessionState>({
  name: 'sessions',
  initial: 'scheduled',
  resting: ['ended', 'cancelled'],
  moves: { scheduled: ['live', 'cancelled'], live: ['ended'], ended: [], cancelled: [] },
});

/** Whether nothing will be shown or sold in it any more. */
export const isOver = (state: SessionState): boolean => sessionLifecycle.moves[state].length === 0;

/** Who speaks in captions, and who runs the sale. */
export const speakers = ['host', 'co-host', 'interpreter'] as const satisfies readonly SessionRole[];
export const sellers = ['host', 'co-host'] as const satisfies readonly SessionRole[];
