import { Injectable } from '@nestjs/common';
import { signedIn } from '#libs/accounts';
import type { Actor, Hold, Page, PageQuery, WaitingPlace } from '#libs/contracts';
import { HoldsStore } from './holds.store.js';
import { WaitlistStore } from './waitlist.store.js';

/** What a buyer holds: units set aside that are not paid yet. */
@Injectable()
export class ReadHolds {
  constructor(
    private readonly store: HoldsStore,
    private readonly waitlist: WaitlistStore,
  ) {}

  /** In all sessions, newest first. */
  mine(actor: Actor, query: PageQuery): Promise<Page<Hold>> {
    return this.store.pageOfOpen(signedIn(actor).accountId, query);
  }

  /** Where a buyer waits, in all sessions, the longest wait first. */
  waiting(actor: Actor): Promise<WaitingPlace[]> {
    return this.waitlist.openOf(signedIn(actor).accountId);
  }

  /** Where a buyer waits in one session. */
  waitingIn(sessionId: string, accountId: string): Promise<WaitingPlace[]> {
    return this.waitlist.openOf(accountId, sessionId);
  }

  /** In one session, oldest first. */
  openIn(sessionId: string, accountId: string): Promise<Hold[]> {
    return this.store.openOf(accountId, sessionId);
  }
}
