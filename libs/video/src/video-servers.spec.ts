import { describe, expect, it } from '@jest/globals';
import { VideoServerName } from '#libs/contracts';
import { quietSettings } from '../../../tests/support/feature.js';
import {
  anIngress,
  fromLiveKit,
  fromMediaMtx,
  fromNginx,
  fromSrs,
  hookSecret,
  jsonOf,
  liveKit,
} from '../testing/hooks.js';
import type { VideoHook } from './video-server.js';
import { VideoServers } from './video-servers.js';

const session = '0199f3a0-0000-7000-8000-000000000001';
const servers = new VideoServers(
  quietSettings({
    VIDEO_HOOK_SECRET: hookSecret,
    LIVEKIT_API_KEY: liveKit.key,
    LIVEKIT_API_SECRET: liveKit.secret,
  }),
);
const says = (name: VideoServerName, hook: VideoHook) => servers.named(name).read(hook);
const other = { kind: 'other' };
const badSecret = { code: 'video.bad-secret' };
const badHook = { code: 'video.bad-hook' };

describe('nginx-rtmp', () => {
  const of = { session, connection: '1', key: 'abc' };
  it('tells by forms what begins, goes on and ends, with the key behind the name', async () => {
    expect(await says('nginx-rtmp', fromNginx('publish', session, 'key=abc'))).toEqual({ kind: 'started', ...of });
    expect(await says('nginx-rtmp', fromNginx('update_publish', session, 'key=abc'))).toEqual({ kind: 'alive', ...of });
    expect(await says('nginx-rtmp', fromNginx('publish_done', session))).toMatchObject({ kind: 'stopped', session });
    expect(await says('nginx-rtmp', fromNginx('play', session))).toEqual(other);
  });

  it('says the name itself: what a publisher writes behind it changes neither name nor call', async () => {
    const forged = fromNginx('publish', session, 'key=abc&name=another&call=publish_done&clientid=9');
    expect(await says('nginx-rtmp', forged)).toEqual({ kind: 'started', ...of });
  });
});

describe('SRS', () => {
  const of = { session, connection: '341w361a', key: 'abc' };
  it('tells what begins, each segment and what ends, and is let in by a zero', async () => {
    expect(await says('srs', fromSrs('on_publish', session, '?key=abc'))).toEqual({ kind: 'started', ...of });
    expect(await says('srs', fromSrs('on_hls', session, '?key=abc', { seq_no: 7, duration: 1.2 }))).toEqual({
      kind: 'alive',
      ...of,
    });
    expect(await says('srs', fromSrs('on_unpublish', session))).toMatchObject({ kind: 'stopped', session });
    expect(await says('srs', fromSrs('on_play', session))).toEqual(other);
    expect(servers.named('srs').consent).toBe('0');
  });

  it('has numbers for its clients in its fourth version', async () => {
    const old = fromSrs('on_publish', session, '?key=abc', { client_id: 1985 });
    expect(await says('srs', old)).toMatchObject({ connection: '1985' });
  });

  it('knows no key that was given twice', async () => {
    expect(await says('srs', fromSrs('on_publish', session, '?key=abc&key=def'))).toMatchObject({ key: '' });
  });
});

describe('MediaMTX', () => {
  const of = { session, connection: '3b0e1f6c-0f5c-4a3e-9a51-6c7d8e9f0a1b' };
  it('asks who may publish, by query or password, and lets everybody read', async () => {
    const asked = { kind: 'started', ...of, key: 'abc' };
    expect(await says('mediamtx', fromMediaMtx('publish', `live/${session}`, { query: 'key=abc' }))).toEqual(asked);
    expect(await says('mediamtx', fromMediaMtx('publish', session, { password: 'abc' }))).toEqual(asked);
    expect(await says('mediamtx', fromMediaMtx('read', session, { id: null }))).toEqual(other);
    await expect(says('mediamtx', fromMediaMtx('api', ''))).rejects.toMatchObject({ code: 'video.refused' });
  });

  it('tells by its own scripts what goes on and what ended', async () => {
    const told = (action: string) => jsonOf({ action, path: `live/${session}`, id: of.connection });
    expect(await says('mediamtx', told('alive'))).toEqual({ kind: 'alive', ...of, key: null });
    expect(await says('mediamtx', told('stopped'))).toEqual({ kind: 'stopped', ...of });
  });
});

describe('LiveKit', () => {
  it('tells of a room whose video began and ended, signed with the hash of what it says', async () => {
    const of = { session, connection: 'IN_abc' };
    const began = await fromLiveKit(anIngress('ingress_started', session));
    expect(await says('livekit', began)).toEqual({ kind: 'started', ...of, key: null });
    expect(await says('livekit', await fromLiveKit(anIngress('ingress_ended', session)))).toMatchObject({
      kind: 'stopped',
      ...of,
    });
    expect(await says('livekit', await fromLiveKit({ event: 'participant_joined' }))).toEqual(other);
  });

  it('is not believed with another secret, another key, other words, or no signature', async () => {
    const began = anIngress('ingress_started', session);
    const forged = [
      await fromLiveKit(began, { secret: 'another-secret-with-enough-bytes-in-it' }),
      await fromLiveKit(began, { key: 'APIother' }),
      await fromLiveKit(began, { body: JSON.stringify(anIngress('ingress_ended', session)) }),
      jsonOf(began),
    ];
    for (const hook of forged) await expect(says('livekit', hook)).rejects.toMatchObject(badSecret);
  });

  it('must say which room', async () => {
    await expect(says('livekit', await fromLiveKit({ event: 'ingress_started' }))).rejects.toMatchObject(badHook);
  });
});

describe('every media server', () => {
  const bySecret = VideoServerName.options.filter((name) => name !== 'livekit');

  it.each(bySecret)('%s is not believed without the secret, nor with another', async (name) => {
    const hook = name === 'nginx-rtmp' ? fromNginx('publish', session) : fromSrs('on_publish', session);
    for (const secret of [undefined, '', 'a-secret-of-media-serverS'])
      await expect(says(name, { ...hook, secret })).rejects.toMatchObject(badSecret);
  });

  it.each(VideoServerName.options)('%s is not believed where nothing is set up', async (name) => {
    const closed = new VideoServers(quietSettings()).named(name);
    await expect(closed.read({ headers: {}, secret: '', body: Buffer.alloc(0) })).rejects.toMatchObject(badSecret);
    await expect(closed.read(await fromLiveKit({}, { key: '', secret: 'x' }))).rejects.toMatchObject(badSecret);
  });

  it.each(bySecret)('%s is told when it can not be understood', async (name) => {
    for (const body of ['', 'nonsense', '[]', 'null', '{"action":7}', '\u{0}\u{FFFD}'])
      await expect(says(name, { headers: {}, secret: hookSecret, body: Buffer.from(body) })).rejects.toMatchObject(
        badHook,
      );
  });
});
