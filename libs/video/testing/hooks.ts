import { createHash } from 'node:crypto';
import { SignJWT } from 'jose';
import type { VideoHook } from '../src/video-server.js';

/** What the media servers of these tests prove themselves with. */
export const hookSecret = 'a-secret-of-media-servers';
export const liveKit = { key: 'APIabcdef', secret: 'a-secret-of-livekit-with-enough-bytes' };

const hook = (body: string, over: Partial<VideoHook> = {}): VideoHook => ({
  headers: {},
  secret: hookSecret,
  body: Buffer.from(body),
  ...over,
});
export const jsonOf = (fields: object, over?: Partial<VideoHook>): VideoHook => hook(JSON.stringify(fields), over);

/** As nginx-rtmp 1.2.2 posts it: `args` is what stood behind the name of the stream. */
export function fromNginx(call: string, name: string, args = '', clientid = '1'): VideoHook {
  const update = call === 'update_publish' ? '&time=1&timestamp=983' : '';
  const type = call === 'publish' ? '&type=live' : '';
  return hook(
    'app=live&flashver=FMLE/3.0%20(compatible%3B%20Lavf59.27&swfurl=&tcurl=rtmp://127.0.0.1:1935/live&pageurl=' +
      `&addr=127.0.0.1&clientid=${clientid}&call=${call}${update}&name=${name}${type}${args && `&${args}`}`,
  );
}

export const fromSrs = (action: string, stream: string, param = '', over: object = {}): VideoHook =>
  jsonOf({
    server_id: 'vid-0xk989d',
    service_id: 'lb5m61r6',
    action,
    client_id: '341w361a',
    ip: '127.0.0.1',
    vhost: '__defaultVhost__',
    app: 'live',
    tcUrl: 'rtmp://127.0.0.1:1935/live',
    stream,
    param,
    stream_url: `/live/${stream}`,
    stream_id: 'vid-124q9y3',
    ...over,
  });

export const fromMediaMtx = (action: string, path: string, over: object = {}): VideoHook =>
  jsonOf({
    user: '',
    password: '',
    token: '',
    ip: '127.0.0.1',
    action,
    path,
    protocol: 'rtmp',
    id: '3b0e1f6c-0f5c-4a3e-9a51-6c7d8e9f0a1b',
    query: '',
    ...over,
  });

type Signing = { key?: string; secret?: string; body?: string };

/** Signed as LiveKit does it: a JWT that holds the hash of the body. */
export async function fromLiveKit(fields: object, { key, secret, body }: Signing = {}): Promise<VideoHook> {
  const sent = JSON.stringify(fields);
  const token = await new SignJWT({ sha256: createHash('sha256').update(sent).digest('base64') })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(key ?? liveKit.key)
    .setExpirationTime('5m')
    .sign(Buffer.from(secret ?? liveKit.secret));
  return hook(body ?? sent, { headers: { authorization: token }, secret: undefined });
}

export const anIngress = (event: string, room: string) => ({
  event,
  ingressInfo: { ingressId: 'IN_abc', name: 'obs', streamKey: 'k', roomName: room, inputType: 'RTMP_INPUT' },
  id: 'EV_abc',
  createdAt: '1795340000',
});
