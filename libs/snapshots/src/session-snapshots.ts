import { Inject, Injectable } from '@nestjs/common';
import type { SessionSnapshot, Settings } from '#libs/contracts';
import { LineUp } from '#libs/listings';
import { ReadOffers } from '#libs/orders';
import { SETTINGS } from '#libs/platform';
import { Presence } from '#libs/session-log';
import { publicSession, Sessions } from '#libs/sessions';
import { engineNames } from '#libs/translation';
import { ReadVideo } from '#libs/video';

/** The state of a session as a newcomer needs it, put together from the features that own its parts. */
@Injectable()
export class SessionSnapshots {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly sessions: Sessions,
    private readonly lineUp: LineUp,
    private readonly offers: ReadOffers,
    private readonly presence: Presence,
    private readonly video: ReadVideo,
  ) {}

  /** @throws DomainError `session.not-found` */
  async of(idOrSlug: string): Promise<SessionSnapshot> {
    const session = await this.sessions.find(idOrSlug);
    const [lineUp, offers, audience, video] = await Promise.all([
      this.lineUp.of(session.id),
      this.offers.openIn(session.id),
      this.presence.audience(session.id),
      this.video.of(session.id),
    ]);
    return {
      session: publicSession(session),
      lineUp,
      pinned: session.pinnedCode,
      offers,
      slowModeSeconds: session.slowModeSeconds,
      engines: engineNames(this.settings),
      video,
      audience,
    };
  }
}
