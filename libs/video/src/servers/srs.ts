import { z } from 'zod';
import type { VideoHook, VideoNews, VideoServer } from '../video-server.js';
import { jsonHook, keyIn } from './hook-body.js';
import { requireSecret } from './secret-of-hooks.js';

const kinds: Readonly<Record<string, 'started' | 'alive' | 'stopped'>> = {
  on_publish: 'started',
  on_hls: 'alive',
  on_unpublish: 'stopped',
};

const Hook = z.object({
  action: z.string(),
  stream: z.string().default(''),
  // a number until SRS 4, a text since
  client_id: z.union([z.string(), z.number()]).default('').transform(String),
  param: z.string().default(''),
});

/**
 * SRS `http_hooks`: JSON, and an answer of 200 whose body is the number 0; anything else refuses. `on_hls` comes with
 * every segment that it has written.
 */
export class Srs implements VideoServer {
  readonly beats = true;
  readonly consent = '0';

  constructor(private readonly secret: string | undefined) {}

  async read(hook: VideoHook): Promise<VideoNews> {
    requireSecret(hook, this.secret);
    const { action, stream, client_id: connection, param } = jsonHook(hook.body, Hook);
    const kind = kinds[action];
    return kind === undefined ? { kind: 'other' } : { kind, session: stream, connection, key: keyIn(param) };
  }
}
