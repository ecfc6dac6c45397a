import type { Session, SessionRole, SessionState } from '#libs/contracts';
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

/** A session is live once: an ended one does not come back, its log is an archive. */
export const sessionLifecycle = defineLifecycle<SessionState>({
  name: 'sessions',
  initial: 'scheduled',
  resting: ['ended'],
  moves: { scheduled: ['live', 'ended'], live: ['ended'], ended: [] },
});

/** Who speaks in captions, and who runs the sale. */
export const speakers = ['host', 'co-host', 'interpreter'] as const satisfies readonly SessionRole[];
export const sellers = ['host', 'co-host'] as const satisfies readonly SessionRole[];
