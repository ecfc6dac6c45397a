import { Module } from '@nestjs/common';
import { SessionsModule } from '#libs/sessions';
import { EndSilentVideo } from './end-silent-video.js';
import { HearVideo } from './hear-video.js';
import { KeepVideoRules } from './keep-video-rules.js';
import { MoveByVideo } from './move-by-video.js';
import { ReadVideo } from './read-video.js';
import { RenewStreamKey } from './renew-stream-key.js';
import { VideoServers } from './video-servers.js';
import { VideoStore } from './video.store.js';

const useCases = [EndSilentVideo, HearVideo, KeepVideoRules, MoveByVideo, ReadVideo, RenewStreamKey];

@Module({ imports: [SessionsModule], providers: [VideoStore, VideoServers, ...useCases], exports: useCases })
export class VideoModule {}
