import { Injectable } from '@nestjs/common';
import { channels, type Positions, type SessionSnapshot } from '#libs/contracts';
import { SessionLog } from '#libs/session-log';
import { Sessions } from '#libs/sessions';
import { SessionSnapshots } from '#libs/snapshots';

export interface SessionState {
  snapshot: SessionSnapshot;
  /** The snapshot as JSON, serialised once for all who join within its time. */
  json: string;
  /** The snapshot holds at least what the control channel told up to here. */
  at: Positions;
}

/** How long a snapshot serves. What happened since is read from the log, so that it may be somewhat old. Milliseconds. */
const goodForMs = 1000;

/** Snapshots for those who join: a thousand that come back at once cost one. */
@Injectable()
export class SessionStates {
  readonly #states = new Map<string, Promise<SessionState>>();

  constructor(
    private readonly sessions: Sessions,
    private readonly snapshots: SessionSnapshots,
    private readonly log: SessionLog,
  ) {}

  /** @throws DomainError `session.not-found` */
  of(idOrSlug: string): Promise<SessionState> {
    const known = this.#states.get(idOrSlug);
    if (known !== undefined) return known;
    const state = this.#read(idOrSlug);
    this.#states.set(idOrSlug, state);
    const forget = () => this.#states.delete(idOrSlug);
    state.then(() => setTimeout(forget, goodForMs).unref(), forget);
    return state;
  }

  async #read(idOrSlug: string): Promise<SessionState> {
    const { id } = await this.sessions.find(idOrSlug);
    // before the snapshot: an event that comes in between is told twice rather than never
    const at = await this.log.heads(id, [channels.control]);
    const snapshot = await this.snapshots.of(id);
    return { snapshot, json: JSON.stringify(snapshot), at };
  }
}
