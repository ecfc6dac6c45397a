import { Injectable } from '@nestjs/common';
import type { Actor, SessionPulse } from '#libs/contracts';
import { offerKeepers } from '#libs/orders';
import { Sessions } from '#libs/sessions';
import { PulseStore } from './pulse.store.js';

/** What happened in a session minute by minute, so that a desk that is opened late shows the same as one that was there. */
@Injectable()
export class ReadPulse {
  constructor(
    private readonly sessions: Sessions,
    private readonly store: PulseStore,
  ) {}

  /** The last `minutes`, the current one included. @throws DomainError `session.not-found`, `account.forbidden` */
  async of(actor: Actor, idOrSlug: string, minutes: number): Promise<SessionPulse> {
    const { id } = await this.sessions.findAs(actor, idOrSlug, offerKeepers);
    return { minutes: await this.store.minutes(id, minutes) };
  }
}
