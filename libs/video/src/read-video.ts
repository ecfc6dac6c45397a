import { Inject, Injectable } from '@nestjs/common';
import type { SessionVideo, Settings } from '#libs/contracts';
import { SETTINGS } from '#libs/platform';
import { publicVideo } from './video-stream.js';
import { VideoStore } from './video.store.js';

/** The video of a session as viewers see it. */
@Injectable()
export class ReadVideo {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly store: VideoStore,
  ) {}

  async of(sessionId: string): Promise<SessionVideo | null> {
    if (this.settings.VIDEO_HLS_URL === undefined) return null;
    const stream = await this.store.find(sessionId);
    return stream === undefined ? null : publicVideo(stream, sessionId, this.settings);
  }
}
