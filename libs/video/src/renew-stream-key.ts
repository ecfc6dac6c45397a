import { Inject, Injectable } from '@nestjs/common';
import { hashOfSecret, newSecret } from '#libs/accounts';
import { type Actor, DomainError, type Settings, type StreamKey } from '#libs/contracts';
import { SETTINGS } from '#libs/platform';
import { isOver, sellers, Sessions } from '#libs/sessions';
import { VideoStore } from './video.store.js';

/** The key that publishes the video of a session. A new one ends whoever still publishes with the one before. */
@Injectable()
export class RenewStreamKey {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly sessions: Sessions,
    private readonly store: VideoStore,
  ) {}

  /** @throws DomainError `session.not-found`, `session.wrong-state`, `video.no-server`, or that the caller may not */
  async renew(actor: Actor, idOrSlug: string): Promise<StreamKey> {
    const session = await this.sessions.findAs(actor, idOrSlug, sellers);
    if (this.settings.VIDEO_HLS_URL === undefined) throw new DomainError('video.no-server');
    if (isOver(session.state)) throw new DomainError('session.wrong-state', 'The session is over.');
    const secret = newSecret();
    await this.store.renewKey(session.id, hashOfSecret(secret), {
      actor,
      action: 'stream-key.renewed',
      sessionId: session.id,
    });
    return { server: this.settings.VIDEO_PUBLISH_URL ?? null, key: `${session.id}?key=${secret}` };
  }
}
