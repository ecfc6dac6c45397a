import type { INestApplicationContext } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import { AccountsModule } from '#libs/accounts';
import { channels, SessionVideo, type SignedInActor } from '#libs/contracts';
import { Database } from '#libs/database';
import { SessionLog } from '#libs/session-log';
import { MoveSession, Sessions, SessionsModule } from '#libs/sessions';
import { aScheduledSession } from '../../../tests/support/a-scheduled-session.js';
import { anActor, openFeatures, quietSettings } from '../../../tests/support/feature.js';
import { fromLiveKit, anIngress, fromNginx, hookSecret, jsonOf, liveKit } from '../testing/hooks.js';
import { EndSilentVideo } from './end-silent-video.js';
import { HearVideo } from './hear-video.js';
import { KeepVideoRules } from './keep-video-rules.js';
import { MoveByVideo } from './move-by-video.js';
import { ReadVideo } from './read-video.js';
import { RenewStreamKey } from './renew-stream-key.js';
import { VideoModule } from './video.module.js';

const settings = quietSettings({
  VIDEO_HLS_URL: 'https://video.example.org/hls/{name}.m3u8',
  VIDEO_PUBLISH_URL: 'rtmp://video.example.org/live',
  VIDEO_HOOK_SECRET: hookSecret,
  VIDEO_SILENCE_SECONDS: '20',
  LIVEKIT_API_KEY: liveKit.key,
  LIVEKIT_API_SECRET: liveKit.secret,
});
const refused = { code: 'video.refused' };

describe('the video of a session, as its media server tells of it', () => {
  let features: INestApplicationContext;
  let host: SignedInActor;
  beforeAll(async () => {
    features = await openFeatures([AccountsModule, SessionsModule, VideoModule], settings);
    host = await anActor(features);
  });
  afterAll(() => features.close());

  const aSession = async () => {
    const { id } = await aScheduledSession(features, host, { startsAt: '2026-11-22T09:30:00.000Z', maxLanguages: 1 });
    return id;
  };
  const aKey = async (id: string) => {
    const { key } = await features.get(RenewStreamKey).renew(host, id);
    return key.slice(key.indexOf('?') + 1);
  };
  const nginx = (...words: Parameters<typeof fromNginx>) =>
    features.get(HearVideo).hear('nginx-rtmp', fromNginx(...words));
  const seen = (id: string) => features.get(ReadVideo).of(id);
  const told = async (id: string) =>
    (await features.get(SessionLog).latest(id, channels.control, 20)).flatMap(({ event }) =>
      event.type === 'video.changed' ? [event.video !== null] : [],
    );
  const silence = (id: string, seconds: number) =>
    features
      .get(Database)
      .pool.query('UPDATE video_stream SET heard_at = now() - make_interval(secs => $2) WHERE session_id = $1', [
        id,
        seconds,
      ]);

  it('goes on with the key of the host and off at the end, and viewers are told of each once', async () => {
    const id = await aSession();
    const key = await aKey(id);
    expect(await seen(id)).toBeNull();
    await nginx('publish', id, key);
    await nginx('publish', id, key);
    await nginx('update_publish', id, key);
    const video = await seen(id);
    expect(SessionVideo.parse(video).hls).toBe(`https://video.example.org/hls/${id}.m3u8`);
    await nginx('publish_done', id);
    await nginx('publish_done', id);
    expect(await seen(id)).toBeNull();
    expect(await told(id)).toEqual([true, false]);
  });

  it('is refused with another key, with none, before there is one, and in a session that is none', async () => {
    const id = await aSession();
    await expect(nginx('publish', id, 'key=')).rejects.toMatchObject(refused);
    await aKey(id);
    for (const args of ['', 'key=', 'key=abc']) await expect(nginx('publish', id, args)).rejects.toMatchObject(refused);
    for (const name of [uuidv7(), 'mystream', ''])
      await expect(nginx('publish', name, 'key=abc')).rejects.toMatchObject(refused);
    expect([await seen(id), await told(id)]).toEqual([null, []]);
  });

  it('is for its own session only, and no longer with a key that was renewed', async () => {
    const [id, other] = [await aSession(), await aSession()];
    const key = await aKey(id);
    await aKey(other);
    await expect(nginx('publish', other, key)).rejects.toMatchObject(refused);
    await nginx('publish', id, key);
    const renewed = await aKey(id);
    expect(renewed).not.toBe(key);
    await expect(nginx('update_publish', id, key)).rejects.toMatchObject(refused);
    await nginx('publish', id, renewed, '2');
    expect(await told(id)).toEqual([true]);
  });

  it('ends with its session', async () => {
    const id = await aSession();
    const key = await aKey(id);
    await nginx('publish', id, key);
    const move = features.get(MoveSession, { strict: false });
    await move.start(host, id);
    await move.end(host, id);
    await expect(nginx('update_publish', id, key)).rejects.toMatchObject(refused);
    await nginx('publish_done', id, key);
    expect(await seen(id)).toBeNull();
    await expect(features.get(RenewStreamKey).renew(host, id)).rejects.toMatchObject({ code: 'session.wrong-state' });
  });

  it('is off after silence, told once although two look, and back by a sign of life', async () => {
    const id = await aSession();
    const key = await aKey(id);
    await nginx('publish', id, key);
    await silence(id, 10);
    await features.get(EndSilentVideo).sweep();
    expect(await seen(id)).not.toBeNull();
    await silence(id, 21);
    await Promise.all([features.get(EndSilentVideo).sweep(), features.get(EndSilentVideo).sweep()]);
    expect(await seen(id)).toBeNull();
    await nginx('update_publish', id, key);
    expect(await seen(id)).not.toBeNull();
    expect(await told(id)).toEqual([true, false, true]);
  });

  it('comes from LiveKit by its signature alone, whose silence says nothing', async () => {
    const id = await aSession();
    const liveKitSays = async (event: string) =>
      features.get(HearVideo).hear('livekit', await fromLiveKit(anIngress(event, id)));
    await liveKitSays('ingress_started');
    await silence(id, 3600);
    await features.get(EndSilentVideo).sweep();
    expect(await seen(id)).not.toBeNull();
    await liveKitSays('ingress_ended');
    expect(await seen(id)).toBeNull();
  });

  it('is not touched by what can not be understood', async () => {
    const id = await aSession();
    const hearing = features.get(HearVideo);
    await nginx('publish', id, await aKey(id));
    await expect(hearing.hear('srs', jsonOf({ stream: id }))).rejects.toMatchObject({ code: 'video.bad-hook' });
    await expect(hearing.hear('nginx-rtmp', { ...fromNginx('publish_done', id), secret: '' })).rejects.toMatchObject({
      code: 'video.bad-secret',
    });
    expect(await seen(id)).not.toBeNull();
  });

  it('moves its session when its host wants that, and nobody else', async () => {
    const [left, own] = [await aSession(), await aSession()];
    const rules = features.get(KeepVideoRules);
    expect(await rules.of(host, left)).toEqual({ startsSession: false, endsSessionAfterMinutes: null });
    await rules.set(host, left, { startsSession: true, endsSessionAfterMinutes: 5 });
    const stranger = await anActor(features);
    await expect(
      rules.set(stranger, left, { startsSession: false, endsSessionAfterMinutes: null }),
    ).rejects.toMatchObject({
      code: 'account.forbidden',
    });
    const sweep = () => Promise.all([features.get(MoveByVideo).sweep(), features.get(MoveByVideo).sweep()]);
    const stateOf = async (id: string) => (await features.get(Sessions, { strict: false }).find(id)).state;
    const states = async () => [await stateOf(left), await stateOf(own)];

    for (const id of [left, own]) await nginx('publish', id, await aKey(id));
    await sweep();
    expect(await states()).toEqual(['live', 'scheduled']);
    await nginx('publish_done', left);
    await sweep();
    expect(await states()).toEqual(['live', 'scheduled']);
    const { pool } = features.get(Database);
    const earlier = `now() - interval '6 minutes'`;
    await pool.query(`UPDATE video_stream SET off_at = ${earlier} WHERE session_id = $1`, [left]);
    await pool.query(`UPDATE session SET started_at = ${earlier} - interval '1 second' WHERE id = $1`, [left]);
    await sweep();
    expect(await states()).toEqual(['ended', 'scheduled']);
    const moves = (await features.get(SessionLog).latest(left, channels.control, 20)).map(({ event }) => event.type);
    expect(moves).toEqual(['video.changed', 'session.started', 'video.changed', 'session.ended']);
    await expect(rules.set(host, left, { startsSession: true, endsSessionAfterMinutes: 5 })).rejects.toMatchObject({
      code: 'session.wrong-state',
    });
  });

  it('has one beginning when ten say so at once', async () => {
    const id = await aSession();
    const key = await aKey(id);
    await Promise.all(Array.from({ length: 10 }, () => nginx('publish', id, key)));
    expect(await told(id)).toEqual([true]);
  });

  it('keeps its key from whoever reads the database, and from all but those who run the sale', async () => {
    const id = await aSession();
    const { server, key } = await features.get(RenewStreamKey).renew(host, id);
    expect(server).toBe('rtmp://video.example.org/live');
    const { rows } = await features.get(Database).pool.query('SELECT * FROM video_stream WHERE session_id = $1', [id]);
    expect(JSON.stringify(rows)).not.toContain(key.split('=')[1]);
    const stranger = await anActor(features);
    await expect(features.get(RenewStreamKey).renew(stranger, id)).rejects.toMatchObject({ code: 'account.forbidden' });
  });
});
