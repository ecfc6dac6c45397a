import { Inject, Injectable } from '@nestjs/common';
import { type Settings, VideoServerName } from '#libs/contracts';
import { SETTINGS } from '#libs/platform';
import { LiveKit } from './servers/livekit.js';
import { MediaMtx } from './servers/mediamtx.js';
import { NginxRtmp } from './servers/nginx-rtmp.js';
import { Srs } from './servers/srs.js';
import type { VideoServer } from './video-server.js';

/** Every kind of media server that may talk to us. One that is not set up believes nobody. */
@Injectable()
export class VideoServers {
  readonly #servers: Readonly<Record<VideoServerName, VideoServer>>;

  constructor(@Inject(SETTINGS) settings: Settings) {
    const secret = settings.VIDEO_HOOK_SECRET;
    this.#servers = {
      'nginx-rtmp': new NginxRtmp(secret),
      srs: new Srs(secret),
      mediamtx: new MediaMtx(secret),
      livekit: new LiveKit(settings.LIVEKIT_API_KEY, settings.LIVEKIT_API_SECRET),
    };
  }

  named(name: VideoServerName): VideoServer {
    return this.#servers[name];
  }

  /** Those whose silence means that a stream is over. */
  get beating(): VideoServerName[] {
    return VideoServerName.options.filter((name) => this.#servers[name].beats);
  }
}
