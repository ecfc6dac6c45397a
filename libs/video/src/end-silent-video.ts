import { Inject, Injectable } from '@nestjs/common';
import type { Settings } from '#libs/contracts';
import { SETTINGS } from '#libs/platform';
import { Outbox } from '#libs/session-log';
import { videoChanged } from './video-event.js';
import { VideoServers } from './video-servers.js';
import { VideoStore } from './video.store.js';

/** A media server that died says nothing more. Any number of processes may look: each stream is lost once. */
@Injectable()
export class EndSilentVideo {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly servers: VideoServers,
    private readonly store: VideoStore,
    private readonly outbox: Outbox,
  ) {}

  /** Returns how many it took as off. */
  async sweep(): Promise<number> {
    const { VIDEO_HLS_URL: template, VIDEO_SILENCE_SECONDS: seconds } = this.settings;
    if (template === undefined) return 0;
    const events = await this.store.loseSilent(this.servers.beating, seconds, (id) => videoChanged(id, null));
    await this.outbox.deliver(events);
    return events.length;
  }
}
