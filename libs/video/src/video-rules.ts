import type { SessionState, VideoRules } from '#libs/contracts';
import type { VideoStream } from './video-stream.js';

/** A session, its video, and what its host wants the one to do to the other. */
export type MovableSession = VideoRules &
  Pick<VideoStream, 'state' | 'since'> & {
    session: SessionState;
    startsAt: Date;
    startedAt: Date | null;
    /** When the video went off, or was lost, last. */
    offAt: Date | null;
  };

const minuteMs = 60_000;
/** Hosts begin somewhat early; who publishes before that tries things out. */
const earliestMs = 30 * minuteMs;

/**
 * What a session becomes by its video, or null. A rehearsal that goes on makes it live at its start and not before. A
 * session ends by a video that it has had: one that was never there, or was tried out before, ends nothing.
 */
export function movedByVideo(session: MovableSession, now: Date): 'live' | 'ended' | null {
  const { state, since, startsAt, startedAt, offAt, startsSession, endsSessionAfterMinutes: minutes } = session;
  if (session.session === 'scheduled' && state === 'on' && startsSession && since !== null) {
    const begunForIt = since.getTime() >= startsAt.getTime() - earliestMs;
    return begunForIt || now >= startsAt ? 'live' : null;
  }
  if (session.session !== 'live' || state === 'on' || minutes === null || offAt === null || startedAt === null)
    return null;
  return offAt >= startedAt && now.getTime() - offAt.getTime() >= minutes * minuteMs ? 'ended' : null;
}
