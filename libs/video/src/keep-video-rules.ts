import { Injectable } from '@nestjs/common';
import { type Actor, DomainError, type VideoRules } from '#libs/contracts';
import { isOver, sellers, Sessions } from '#libs/sessions';
import { VideoStore } from './video.store.js';

const none: VideoRules = { startsSession: false, endsSessionAfterMinutes: null };

/** What the video of a session does to the session, as those who run the sale want it. */
@Injectable()
export class KeepVideoRules {
  constructor(
    private readonly sessions: Sessions,
    private readonly store: VideoStore,
  ) {}

  /** @throws DomainError `session.not-found`, or that the caller may not */
  async of(actor: Actor, idOrSlug: string): Promise<VideoRules> {
    const { id } = await this.sessions.findAs(actor, idOrSlug, sellers);
    return (await this.store.rules(id)) ?? none;
  }

  /** @throws DomainError `session.not-found`, `session.wrong-state`, or that the caller may not */
  async set(actor: Actor, idOrSlug: string, rules: VideoRules): Promise<VideoRules> {
    const { id, state } = await this.sessions.findAs(actor, idOrSlug, sellers);
    if (isOver(state)) throw new DomainError('session.wrong-state', 'The session is over.');
    await this.store.setRules(id, rules);
    return rules;
  }
}
