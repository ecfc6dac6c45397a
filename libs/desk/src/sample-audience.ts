import { Injectable } from '@nestjs/common';
import { Presence } from '#libs/session-log';
import { AudienceSamplesStore } from './audience-samples.store.js';

/** Writes down once a minute how many read along, for presence knows only the present. */
@Injectable()
export class SampleAudience {
  constructor(
    private readonly presence: Presence,
    private readonly store: AudienceSamplesStore,
  ) {}

  /** For every live session whose current minute nobody has written down yet. */
  async sample(): Promise<void> {
    const due = await this.store.due();
    await Promise.all(
      due.map(async (sessionId) => this.store.keep(sessionId, await this.presence.audience(sessionId))),
    );
  }
}
