import { Injectable } from '@nestjs/common';
import type { ScheduleSession as ScheduleSessionInput, Session, SignedInActor } from '#libs/contracts';
import { publicSession } from './session.js';
import { SessionsStore } from './sessions.store.js';

/** Whoever schedules a session hosts it. */
@Injectable()
export class ScheduleSession {
  constructor(private readonly store: SessionsStore) {}

  /** @throws DomainError `session.slug-taken` */
  async schedule(actor: SignedInActor, input: ScheduleSessionInput): Promise<Session> {
    return publicSession(await this.store.schedule(actor.accountId, input));
  }
}
