import { z } from 'zod';
import type { VideoHook, VideoNews, VideoServer } from '../video-server.js';
import { formHook } from './hook-body.js';
import { requireSecret } from './secret-of-hooks.js';

const kinds: Readonly<Record<string, 'started' | 'alive' | 'stopped'>> = {
  publish: 'started',
  update_publish: 'alive',
  publish_done: 'stopped',
};

const Hook = z.object({
  call: z.string(),
  name: z.string().default(''),
  clientid: z.string().default(''),
  key: z.string().default(''),
});

/**
 * nginx-rtmp-module 1.2: `on_publish`, `on_update` and `on_publish_done` post a form, with what stood behind the name
 * of the stream (`?key=…`) among its fields. An answer other than 2xx to either of the first two ends the stream.
 */
export class NginxRtmp implements VideoServer {
  readonly beats = true;
  readonly consent = '';

  constructor(private readonly secret: string | undefined) {}

  async read(hook: VideoHook): Promise<VideoNews> {
    requireSecret(hook, this.secret);
    const { call, name, clientid, key } = formHook(hook.body, Hook);
    const kind = kinds[call];
    return kind === undefined ? { kind: 'other' } : { kind, session: name, connection: clientid, key };
  }
}
