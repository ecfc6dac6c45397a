import { describe, expect, it } from '@jest/globals';
import { type MovableSession, movedByVideo } from './video-rules.js';

const minutes = (count: number): Date => new Date(Date.UTC(2026, 10, 22, 9, 30) + count * 60_000);

/** Times are in minutes from the planned start. */
const scheduled = (over: Partial<MovableSession> = {}): MovableSession => ({
  session: 'scheduled',
  startsAt: minutes(0),
  startedAt: null,
  state: 'on',
  since: minutes(-10),
  offAt: null,
  startsSession: true,
  endsSessionAfterMinutes: 5,
  ...over,
});
const live = (over: Partial<MovableSession> = {}): MovableSession =>
  scheduled({ session: 'live', startedAt: minutes(0), state: 'off', offAt: minutes(20), ...over });

describe('a session that is left to its video', () => {
  it('goes live when somebody publishes near its start', () => {
    expect(movedByVideo(scheduled(), minutes(-10))).toBe('live');
    expect(movedByVideo(scheduled({ since: minutes(-30) }), minutes(-30))).toBe('live');
    expect(movedByVideo(scheduled({ since: minutes(90) }), minutes(90))).toBe('live');
  });

  it('takes an earlier beginning for a rehearsal, which is live at the start when it goes on', () => {
    const rehearsal = scheduled({ since: minutes(-31) });
    expect(movedByVideo(rehearsal, minutes(-31))).toBeNull();
    expect(movedByVideo(rehearsal, minutes(-1))).toBeNull();
    expect(movedByVideo(rehearsal, minutes(0))).toBe('live');
  });

  it('ends when its video has been off for as long as its host said', () => {
    expect(movedByVideo(live(), minutes(24.9))).toBeNull();
    expect(movedByVideo(live(), minutes(25))).toBe('ended');
    expect(movedByVideo(live({ state: 'lost' }), minutes(25))).toBe('ended');
  });

  it.each([
    ['the video has come back', live({ state: 'on' })],
    ['there was no video', live({ offAt: null })],
    ['the video was tried out before and never since', live({ offAt: minutes(-1) })],
    ['nothing was said of an end', live({ endsSessionAfterMinutes: null })],
    ['nothing was said of a start', scheduled({ startsSession: false })],
    ['it is lost', scheduled({ state: 'lost' })],
    ['it has ended', live({ session: 'ended' })],
  ])('stays as it is when %s', (_, session) => {
    expect(movedByVideo(session, minutes(600))).toBeNull();
  });
});
