import { createHash } from 'node:crypto';
import { jwtVerify } from 'jose';
import { z } from 'zod';
import { DomainError } from '#libs/contracts';
import { sameText } from '#libs/platform';
import type { VideoHook, VideoNews, VideoServer } from '../video-server.js';
import { jsonHook } from './hook-body.js';

const kinds: Readonly<Record<string, 'started' | 'stopped'>> = {
  ingress_started: 'started',
  ingress_ended: 'stopped',
};

const Hook = z.object({
  event: z.string(),
  ingressInfo: z.object({ ingressId: z.string(), roomName: z.string() }).optional(),
});

/**
 * LiveKit webhooks: the header `Authorization` is a JWT of its API key (HS256) whose claim `sha256` is the hash of the
 * body in base64. A room has the id of the session as its name. Who may publish into it, LiveKit has checked itself,
 * and it repeats a webhook that was not answered, but says nothing while a stream goes on.
 */
export class LiveKit implements VideoServer {
  readonly beats = false;
  readonly consent = '';

  constructor(
    private readonly apiKey: string | undefined,
    private readonly apiSecret: string | undefined,
  ) {}

  async read(hook: VideoHook): Promise<VideoNews> {
    await this.#verify(hook);
    const { event, ingressInfo } = jsonHook(hook.body, Hook);
    const kind = kinds[event];
    if (kind === undefined) return { kind: 'other' };
    if (ingressInfo === undefined) throw new DomainError('video.bad-hook');
    return { kind, session: ingressInfo.roomName, connection: ingressInfo.ingressId, key: null };
  }

  async #verify({ headers, body }: VideoHook): Promise<void> {
    if (!this.apiKey || !this.apiSecret) throw new DomainError('video.bad-secret');
    const token = String(headers['authorization'] ?? '').replace(/^Bearer /, '');
    const claims = await jwtVerify(token, Buffer.from(this.apiSecret), {
      issuer: this.apiKey,
      algorithms: ['HS256'],
    }).then(
      ({ payload }) => payload,
      () => undefined,
    );
    const hash = createHash('sha256').update(body).digest('base64');
    const signed = claims?.['sha256'];
    if (typeof signed !== 'string' || !sameText(signed, hash)) throw new DomainError('video.bad-secret');
  }
}
