import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { publicVideo, type StreamNews, type VideoStream, withNews } from './video-stream.js';

const off: VideoStream = { state: 'off', server: null, connection: null, since: null, heardAt: null };
const at = (second: number) => new Date(Date.UTC(2026, 10, 22, 9, 0, second));
const word = (kind: StreamNews['kind'], connection = '1'): StreamNews => ({
  kind,
  connection,
  session: 'a-session',
  key: null,
});
const after = (...words: readonly StreamNews[]) =>
  words.reduce((stream, news, second) => withNews(stream, 'srs', news, at(second)), off);

describe('the video of a session', () => {
  it('is on from its beginning to its end', () => {
    expect(after(word('started'))).toMatchObject({ state: 'on', connection: '1', since: at(0), heardAt: at(0) });
    expect(after(word('started'), word('alive'))).toMatchObject({ state: 'on', since: at(0), heardAt: at(1) });
    expect(after(word('started'), word('stopped'))).toMatchObject({ state: 'off' });
  });

  it('is as it was when the same is said twice', () => {
    expect(after(word('started'), word('started'))).toMatchObject({ state: 'on', since: at(0) });
    const ended = after(word('started'), word('stopped'));
    expect(withNews(ended, 'srs', word('stopped'), at(9))).toBe(ended);
  });

  it('is on although its beginning was lost, and stays off when a last sign of life was overtaken by the end', () => {
    expect(after(word('alive'))).toMatchObject({ state: 'on', since: at(0) });
    expect(after(word('started'), word('stopped'), word('alive'))).toMatchObject({ state: 'off' });
  });

  it('goes on when an earlier connection ends late, also at another server', () => {
    expect(after(word('started'), word('started', '2'), word('stopped'))).toMatchObject({ state: 'on' });
    const elsewhere = withNews(after(word('started')), 'nginx-rtmp', word('stopped'), at(5));
    expect(elsewhere).toMatchObject({ state: 'on' });
  });

  it('comes back by a sign of life after silence', () => {
    const lost: VideoStream = { ...after(word('started')), state: 'lost' };
    expect(withNews(lost, 'srs', word('alive'), at(7))).toMatchObject({ state: 'on', since: at(7) });
    expect(withNews(lost, 'srs', word('stopped'), at(7))).toMatchObject({ state: 'off' });
  });

  it('says the same however often each word of a history comes', () => {
    const aWord = fc.record({
      kind: fc.constantFrom('started' as const, 'alive' as const, 'stopped' as const),
      connection: fc.constantFrom('1', '2'),
      times: fc.integer({ min: 1, max: 3 }),
    });
    fc.assert(
      fc.property(fc.array(aWord, { maxLength: 8 }), (history) => {
        const once = history.map(({ kind, connection }) => word(kind, connection));
        const often = history.flatMap(({ kind, connection, times }) =>
          Array.from({ length: times }, () => word(kind, connection)),
        );
        const [a, b] = [after(...once), after(...often)];
        expect([b.state, b.connection]).toEqual([a.state, a.connection]);
      }),
    );
  });

  it('is shown by its public name, and only while it is on and there is an address for it', () => {
    const on = after(word('started'));
    const playlist = { VIDEO_HLS_URL: 'https://video.example.org/hls/{name}.m3u8' };
    const whep = { VIDEO_WHEP_URL: 'https://video.example.org/{name}/whep' };
    const shown = { since: at(0).toISOString(), hls: 'https://video.example.org/hls/a-session.m3u8', whep: null };
    expect(publicVideo(on, 'a-session', playlist)).toEqual(shown);
    expect(publicVideo(on, 'a-session', { ...playlist, ...whep })).toEqual({
      ...shown,
      whep: 'https://video.example.org/a-session/whep',
    });
    expect(publicVideo(on, 'a-session', whep)).toBeNull();
    expect(publicVideo({ ...on, state: 'lost' }, 'a-session', playlist)).toBeNull();
  });
});
