import { z } from 'zod';
import type { VideoHook, VideoNews, VideoServer } from '../video-server.js';
import { DomainError } from '#libs/contracts';
import { jsonHook, keyIn, lastStep } from './hook-body.js';
import { requireSecret } from './secret-of-hooks.js';

const Hook = z.object({
  action: z.enum(['publish', 'read', 'playback', 'api', 'metrics', 'pprof', 'alive', 'stopped']),
  path: z.string().default(''),
  id: z
    .string()
    .nullish()
    .transform((id) => id ?? ''),
  query: z.string().default(''),
  password: z.string().default(''),
});

/**
 * MediaMTX asks `authHTTPAddress` before anybody publishes or reads, and takes an answer other than 2xx as no. That a
 * stream goes on, or has ended, its `runOnReady` and `runOnNotReady` tell as `alive` and `stopped` (docs/video.md).
 * Everybody may read; its own API is not for those who ask us.
 */
export class MediaMtx implements VideoServer {
  readonly beats = true;
  readonly consent = '';

  constructor(private readonly secret: string | undefined) {}

  async read(hook: VideoHook): Promise<VideoNews> {
    requireSecret(hook, this.secret);
    const { action, path, id, query, password } = jsonHook(hook.body, Hook);
    const named = { session: lastStep(path), connection: id };
    if (action === 'publish') return { kind: 'started', ...named, key: keyIn(query) || password };
    if (action === 'alive') return { kind: 'alive', ...named, key: null };
    if (action === 'stopped') return { kind: 'stopped', ...named };
    if (action === 'read' || action === 'playback') return { kind: 'other' };
    throw new DomainError('video.refused');
  }
}
