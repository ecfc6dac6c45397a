import { Injectable } from '@nestjs/common';
import { ReadAccount } from '#libs/accounts';
import { type Actor, audienceChannels, channels, type Hello, type Welcome } from '#libs/contracts';
import { ReadHolds } from '#libs/orders';
import { Sessions } from '#libs/sessions';
import { Hub } from '../hub/hub.js';
import { welcomeMessage } from '../hub/room-message.js';
import { Admission } from './admission.js';
import { type CatchUp, ReadMissing } from './read-missing.js';
import { servedLanguage } from './serve-language.js';
import { type SessionState, SessionStates } from './session-states.js';
import type { Visitor } from './visitor.js';

export interface Request extends Omit<Hello, 'token'> {
  /** Id or slug. */
  session: string;
  /** Asked when it is this visitor's turn. */
  identify(): Promise<Actor>;
}

/** A viewer gets a seat, the state, what it has missed, and from there on everything live. */
@Injectable()
export class JoinSession {
  constructor(
    private readonly admission: Admission,
    private readonly hub: Hub,
    private readonly states: SessionStates,
    private readonly missing: ReadMissing,
    private readonly accounts: ReadAccount,
    private readonly sessions: Sessions,
    private readonly holds: ReadHolds,
  ) {}

  /**
   * Who has a seat already joins anew, in another language or after signing in. When too many come at once, the visitor
   * is sent away with the time to come back.
   *
   * @throws DomainError `account.unauthenticated`, `session.not-found`
   */
  async join(visitor: Visitor, request: Request): Promise<void> {
    const { session: idOrSlug, lang, since, profile, country, identify } = request;
    const verdict = await this.admission.ask(() => visitor.isOpen);
    if (verdict.kind === 'later') visitor.close('resume', verdict.retryAfterMs);
    if (verdict.kind !== 'admitted') return;
    const actor = await identify();
    const state = await this.states.of(idOrSlug);
    const { session } = state.snapshot;
    const accountId = 'accountId' in actor ? actor.accountId : undefined;
    const served = servedLanguage(lang, session);
    visitor.visit?.seat.leave();
    visitor.visit = undefined;
    const { seat, from } = await this.hub.enter(session.id, { lang: served, profile, accountId, country }, visitor);
    try {
      const [caughtUp, personal] = await Promise.all([
        this.missing.read({
          sessionId: session.id,
          lang: served,
          channels: audienceChannels(served, accountId),
          since,
          upTo: from,
          snapshotAt: state.at,
        }),
        this.#personal(session.id, accountId),
      ]);
      visitor.visit = { actor, sessionId: session.id, seat };
      const welcome = welcomeJson({ ...personal, lang: served }, state, caughtUp);
      seat.begin(welcomeMessage(welcome), caughtUp.entries, caughtUp.seen);
      // it went away meanwhile: nobody else would give up the seat
      if (!visitor.isOpen) seat.leave();
    } catch (error) {
      seat.leave();
      throw error;
    }
  }

  async #personal(
    sessionId: string,
    accountId: string | undefined,
  ): Promise<Pick<Welcome, 'you' | 'holds' | 'waiting'>> {
    if (accountId === undefined) return { you: null, holds: [], waiting: [] };
    const [account, role, holds, waiting] = await Promise.all([
      this.accounts.byId(accountId),
      this.sessions.roleOf(sessionId, accountId),
      this.holds.openIn(sessionId, accountId),
      this.holds.waitingIn(sessionId, accountId),
    ]);
    return { you: { ...account, role }, holds, waiting };
  }
}

/** The snapshot is spliced in as it was serialised: it is by far the largest part, and the same for everybody. */
function welcomeJson(
  personal: Pick<Welcome, 'you' | 'holds' | 'waiting' | 'lang'>,
  state: SessionState,
  caughtUp: CatchUp,
): string {
  const { seen, resumed } = caughtUp;
  // events up to this one are in the snapshot: the client begins behind it
  const snapshotSeq = state.at.epoch === seen.epoch ? (state.at.seqs[channels.control] ?? 0) : 0;
  const welcome: Omit<Welcome, 'snapshot'> = {
    type: 'welcome',
    ...personal,
    heads: { epoch: seen.epoch, seqs: { ...seen.seqs, [channels.control]: snapshotSeq } },
    resumed,
    serverTime: new Date().toISOString(),
  };
  return `${JSON.stringify(welcome).slice(0, -1)},"snapshot":${state.json}}`;
}
