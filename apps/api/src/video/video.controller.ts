import { Body, Controller, Get, Param, Post, Put, Query, Req } from '@nestjs/common';
import type { z } from 'zod';
import { Allow, Caller } from '#libs/accounts';
import { type Actor, StreamKey, VideoHookQuery, VideoRules, VideoServerName } from '#libs/contracts';
import { Public } from '#libs/platform';
import { HearVideo, KeepVideoRules, RenewStreamKey } from '#libs/video';
import { Answers } from '../answers.decorator.js';
import { AnswersSecret } from '../idempotency/answers-secret.decorator.js';

type RawRequest = { headers: Record<string, string | string[] | undefined>; rawBody?: Buffer; body: unknown };

@Controller('v1')
export class VideoController {
  constructor(
    private readonly keys: RenewStreamKey,
    private readonly hearing: HearVideo,
    private readonly rules: KeepVideoRules,
  ) {}

  /** A new key to publish the video with. It is in this answer and nowhere else, and the one before opens nothing now. */
  @Post('sessions/:session/stream-key')
  @Allow('person')
  @AnswersSecret()
  @Answers(201, StreamKey)
  renewStreamKey(@Caller() actor: Actor, @Param('session') session: string): Promise<StreamKey> {
    return this.keys.renew(actor, session);
  }

  /** What publishing, and its end, do to the session. */
  @Get('sessions/:session/video-rules')
  @Allow('person')
  @Answers(200, VideoRules)
  readRules(@Caller() actor: Actor, @Param('session') session: string): Promise<VideoRules> {
    return this.rules.of(actor, session);
  }

  @Put('sessions/:session/video-rules')
  @Allow('person')
  @Answers(200, VideoRules)
  setRules(
    @Caller() actor: Actor,
    @Param('session') session: string,
    @Body({ schema: VideoRules }) rules: VideoRules,
  ): Promise<VideoRules> {
    return this.rules.set(actor, session, rules);
  }

  /** For media servers that prove themselves by their secret: who may publish, what goes on and what has ended. */
  @Post('video/:server/hooks')
  @Public()
  @Answers(200, 'text/plain')
  hearServer(
    @Param('server', { schema: VideoServerName }) server: VideoServerName,
    @Query({ schema: VideoHookQuery }) { secret }: z.infer<typeof VideoHookQuery>,
    @Req() { headers, rawBody, body }: RawRequest,
  ): Promise<string> {
    const bytes = Buffer.isBuffer(body) ? body : (rawBody ?? Buffer.alloc(0));
    return this.hearing.hear(server, { headers, secret, body: bytes });
  }
}
