import type { Session, SessionRole, SessionState } from '#libs/contracts';

/** A session as the features know it: what everyone sees, and what only the house needs. */
export type SessionRecord = Session & {
  hostId: string;
  archiveLanguages: string[];
  maxLanguages: number;
  pinnedCode: string | null;
};

/** The part of a session that everyone may see. */
export function publicSession(record: SessionRecord): Session {
  const { hostId: _host, archiveLanguages: _archive, maxLanguages: _max, pinnedCode: _pinned, ...session } = record;
  return session;
}

/** A session is live once: an ended one does not come back, its log is an archive. */
const transitions: Record<SessionState, readonly SessionState[]> = {
  scheduled: ['live', 'ended'],
  live: ['ended'],
  ended: [],
};

export const mayBecome = (from: SessionState, to: SessionState): boolean => transitions[from].includes(to);

/** Who speaks in captions, who runs the sale, who keeps order. */
export const speakers = ['host', 'co-host', 'interpreter'] as const satisfies readonly SessionRole[];
export const sellers = ['host', 'co-host'] as const satisfies readonly SessionRole[];
export const staff = ['host', 'co-host', 'interpreter', 'moderator'] as const satisfies readonly SessionRole[];
