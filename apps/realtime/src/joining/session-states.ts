import { Injectable } from '@nestjs/common';
import { channels, type Positions, type SessionSnapshot } from '#libs/contracts';
import { SessionLog } from '#libs/session-log';
import { Sessions } from '#libs/sessions';
import { SessionSnapshots } from '#libs/snapshots';
import { SharedAnswers } from './shared-answers.js';

export interface SessionState {
  snapshot: SessionSnapshot;
  /** The snapshot as JSON, serialised once for all who join within its time. */
  json: string;
  /** The snapshot holds at least what the control channel told up to here. */
  at: Positions;
}

/** Snapshots for those who join. What happened since is read from the log, so that one may be somewhat old. */
@Injectable()
export class SessionStates {
  readonly #states = new SharedAnswers<SessionState>();

  constructor(
    private readonly sessions: Sessions,
    private readonly snapshots: SessionSnapshots,
    private readonly log: SessionLog,
  ) {}

  /** @throws DomainError `session.not-found` */
  of(idOrSlug: string): Promise<SessionState> {
    return this.#states.of(idOrSlug, () => this.#read(idOrSlug));
  }

  async #read(idOrSlug: string): Promise<SessionState> {
    const { id } = await this.sessions.find(idOrSlug);
    // before the snapshot: an event that comes in between is told twice rather than never
    const at = await this.log.heads(id, [channels.control]);
    const snapshot = await this.snapshots.of(id);
    return { snapshot, json: JSON.stringify(snapshot), at };
  }
}
