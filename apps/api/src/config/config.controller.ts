import { Controller, Get, Inject } from '@nestjs/common';
import { z } from 'zod';
import type { Settings } from '#libs/contracts';
import { Public, realtimeUrl, SETTINGS } from '#libs/platform';
import { engineNames } from '#libs/translation';
import { Answers } from '../answers.decorator.js';

const ServiceConfig = z
  .object({
    realtimeUrl: z.string().meta({ description: 'where the realtime nodes are, without a slash at the end' }),
    engines: z.array(z.string()).meta({ description: 'the translation engines at work, first choice first' }),
    speech: z.string().nullable().meta({ description: 'what recognises speech; null when hosts are not heard here' }),
    video: z.boolean().meta({ description: 'whether a host can publish video here' }),
  })
  .meta({ id: 'ServiceConfig' });

/** What a client must know before anything else. */
@Controller('v1/config')
export class ConfigController {
  constructor(@Inject(SETTINGS) private readonly settings: Settings) {}

  @Get()
  @Public()
  @Answers(200, ServiceConfig)
  read(): z.infer<typeof ServiceConfig> {
    const { SPEECH_ENGINE: speech = null, VIDEO_HLS_URL } = this.settings;
    return {
      realtimeUrl: realtimeUrl(this.settings),
      engines: engineNames(this.settings),
      speech,
      video: VIDEO_HLS_URL !== undefined,
    };
  }
}
