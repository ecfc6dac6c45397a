import { Injectable } from '@nestjs/common';
import type { Actor, EmergencyReason, Page, Session, WatchedSession, WatchedSessionQuery } from '#libs/contracts';
import { Presence } from '#libs/session-log';
import { MoveSession, Sessions } from '#libs/sessions';
import { type SessionFigures, WatchedSessionsStore } from './watched-sessions.store.js';

const nobody = { viewers: 0, byLanguage: {}, nodes: 0 };

/** Every session there is, with who watches it now and what was sold in it. */
@Injectable()
export class WatchSessions {
  constructor(
    private readonly sessions: Sessions,
    private readonly presence: Presence,
    private readonly store: WatchedSessionsStore,
    private readonly moving: MoveSession,
  ) {}

  /** Newest first. */
  async page(query: WatchedSessionQuery): Promise<Page<WatchedSession>> {
    const { items, nextCursor } = await this.sessions.list(query);
    const figures = await this.store.figures(items.map(({ id }) => id));
    const watched = await Promise.all(
      items.map(async (session) => {
        const { hostId, video, claims, orders } = figures.get(session.id) as SessionFigures;
        return { session, hostId, video, claims, orders, ...(await this.#watching(session)) };
      }),
    );
    return { items: watched, nextCursor };
  }

  /** Ends somebody's session at once; the audit keeps why. @throws DomainError `session.not-found` */
  end(actor: Actor, sessionId: string, reason: EmergencyReason): Promise<Session> {
    return this.moving.end(actor, sessionId, reason);
  }

  async #watching({ id, state }: Session) {
    if (state !== 'live') return nobody;
    // without Redis nobody knows who watches; the rest of the list is worth as much
    const [audience, nodes] = await Promise.all([this.presence.audience(id), this.presence.nodes(id)]).catch(() => []);
    return audience === undefined || nodes === undefined
      ? nobody
      : { viewers: audience.viewers, byLanguage: audience.byLanguage, nodes };
  }
}
