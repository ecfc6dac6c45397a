import { DomainError } from '#libs/contracts';
import { sameText } from '#libs/platform';
import type { VideoHook } from '../video-server.js';

/**
 * Without a secret in the settings nobody is believed.
 *
 * @throws DomainError `video.bad-secret`
 */
export function requireSecret(hook: VideoHook, expected: string | undefined): void {
  if (expected === undefined || !sameText(hook.secret ?? '', expected)) throw new DomainError('video.bad-secret');
}
