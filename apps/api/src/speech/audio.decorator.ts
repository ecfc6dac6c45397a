import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import { audioTypes, DomainError } from '#libs/contracts';

export type Audio = { type: (typeof audioTypes)[keyof typeof audioTypes]; body: Buffer };

const isAudioType = (type: string): type is keyof typeof audioTypes => Object.hasOwn(audioTypes, type);

/** The audio of a request, by its media type; what is behind the semicolon (`codecs=opus`) is for others. */
export const AudioBody = createParamDecorator((_: undefined, context: ExecutionContext): Audio => {
  const { headers, body } = context.switchToHttp().getRequest<{ headers: Record<string, string>; body: unknown }>();
  const [type = ''] = (headers['content-type'] ?? '').split(';');
  if (!isAudioType(type.trim()) || !Buffer.isBuffer(body)) throw new DomainError('speech.bad-audio');
  return { type: audioTypes[type.trim() as keyof typeof audioTypes], body };
});

/** For the description of a route that takes audio. */
export const TakesAudio = () =>
  applyDecorators(
    ApiConsumes(...Object.keys(audioTypes)),
    ApiBody({ schema: { type: 'string', format: 'binary' }, required: true }),
  );
