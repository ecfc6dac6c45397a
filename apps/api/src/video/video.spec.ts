import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RegisterAccount } from '#libs/accounts';
import { quietSettings } from '../../../../tests/support/feature.js';
import { aSession } from '../../testing/a-world.js';
import { RunningApi } from '../../testing/running-api.js';

const secret = 'a-secret-of-media-servers';
const form = { 'content-type': 'application/x-www-form-urlencoded' };

describe('the hooks of media servers', () => {
  let api: RunningApi;
  let token: string;
  beforeAll(async () => {
    api = await RunningApi.open(
      quietSettings({ VIDEO_HOOK_SECRET: secret, VIDEO_HLS_URL: 'https://video.example.org/{name}.m3u8' }),
    );
    const answer = await api.app
      .get(RegisterAccount, { strict: false })
      .register({ email: `${randomUUID()}@example.org`, password: 'tea-with-honey', displayName: 'Aline', lang: 'en' });
    token = answer.accessToken;
  });
  afterAll(() => api.close());

  const aStream = async () => {
    const { body: session } = await api.send('POST /v1/sessions', { token, body: aSession() });
    const id = String(session?.['id']);
    const { status, body } = await api.send(`POST /v1/sessions/${id}/stream-key`, { token });
    expect({ status, body }).toEqual({
      status: 201,
      body: { server: null, key: expect.stringMatching(new RegExp(`^${id}\\?key=[\\w-]{43}$`)) },
    });
    return { id, key: String(body?.['key']).split('?')[1] ?? '' };
  };
  const videoOf = async (id: string) => (await api.send(`GET /v1/sessions/${id}`)).body?.['video'];
  const nginx = (call: string, id: string, args: string) =>
    api.send(`POST /v1/video/nginx-rtmp/hooks?secret=${secret}`, {
      headers: form,
      body: Buffer.from(`app=live&clientid=1&call=${call}&name=${id}&${args}`),
    });

  it('let in by 200 and refuse by 403, and the snapshot of the session says what is on', async () => {
    const { id, key } = await aStream();
    expect(await nginx('publish', id, 'key=wrong')).toMatchObject({ status: 403, body: { code: 'video.refused' } });
    expect(await videoOf(id)).toBeNull();
    expect((await nginx('publish', id, key)).status).toBe(200);
    expect(await videoOf(id)).toEqual({
      since: expect.any(String),
      hls: `https://video.example.org/${id}.m3u8`,
      whep: null,
    });
    expect((await nginx('publish_done', id, key)).status).toBe(200);
    expect(await videoOf(id)).toBeNull();
  });

  it('take JSON of any of its media types, and nobody who does not have the secret', async () => {
    const { id, key } = await aStream();
    const body = { action: 'on_publish', stream: id, client_id: 'a', param: `?${key}` };
    const open = await api.send(`POST /v1/video/srs/hooks`, { body });
    expect(open).toMatchObject({ status: 401, body: { code: 'video.bad-secret' } });
    const signed = await api.send('POST /v1/video/livekit/hooks', {
      headers: { 'content-type': 'application/webhook+json' },
      body: Buffer.from(JSON.stringify({ event: 'ingress_started' })),
    });
    expect(signed).toMatchObject({ status: 401, body: { code: 'video.bad-secret' } });
    expect((await api.send('POST /v1/video/obs/hooks', { body })).status).toBe(400);
    expect(await videoOf(id)).toBeNull();
    expect((await api.send(`POST /v1/video/srs/hooks?secret=${secret}`, { body })).status).toBe(200);
    expect(await videoOf(id)).not.toBeNull();
  });
});
