import { Injectable } from '@nestjs/common';
import { signedIn } from '#libs/accounts';
import type { Actor, Hold, Page, PageQuery } from '#libs/contracts';
import { HoldsStore } from './holds.store.js';

/** What a buyer holds: units set aside that are not paid yet. */
@Injectable()
export class ReadHolds {
  constructor(private readonly store: HoldsStore) {}

  /** In all sessions, newest first. */
  mine(actor: Actor, query: PageQuery): Promise<Page<Hold>> {
    return this.store.pageOfOpen(signedIn(actor).accountId, query);
  }

  /** In one session, oldest first. */
  openIn(sessionId: string, accountId: string): Promise<Hold[]> {
    return this.store.openOf(accountId, sessionId);
  }
}
