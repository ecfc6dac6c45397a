import { Injectable, Logger } from '@nestjs/common';
import { errorFields } from '#libs/platform';
import { MoveSession } from '#libs/sessions';
import { movedByVideo } from './video-rules.js';
import { VideoStore } from './video.store.js';

/** Sessions whose hosts have left it to their video: looks which begin or end now. Any number of processes may look. */
@Injectable()
export class MoveByVideo {
  readonly #logger = new Logger(MoveByVideo.name);

  constructor(
    private readonly store: VideoStore,
    private readonly move: MoveSession,
  ) {}

  async sweep(): Promise<void> {
    for (const { sessionId, now, ...session } of await this.store.movable()) {
      const to = movedByVideo(session, now);
      if (to === null) continue;
      // its host was faster, and ended it
      await this.move
        .asPlanned(sessionId, to)
        .catch((error: unknown) =>
          this.#logger.warn({ sessionId, err: errorFields(error as Error) }, 'session not moved'),
        );
    }
  }
}
