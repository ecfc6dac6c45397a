import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import { audioTypes, DomainError } from '#libs/contracts';
import { rawBody } from '../raw-body.js';

export type Audio = { type: (typeof audioTypes)[keyof typeof audioTypes]; body: Buffer };

/** The audio of a request, by its media type. */
export const AudioBody = createParamDecorator((_: undefined, context: ExecutionContext): Audio => {
  const audio = rawBody(context, audioTypes);
  if (audio === null) throw new DomainError('speech.bad-audio');
  return audio;
});

/** For the description of a route that takes audio. */
export const TakesAudio = () =>
  applyDecorators(
    ApiConsumes(...Object.keys(audioTypes)),
    ApiBody({ schema: { type: 'string', format: 'binary' }, required: true }),
  );
