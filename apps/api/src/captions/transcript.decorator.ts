import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import { DomainError, type TranscriptFormat, transcriptTypes } from '#libs/contracts';
import { rawBody } from '../raw-body.js';

export type Transcript = { format: TranscriptFormat; file: Buffer };

/** The transcript of a request, by its media type. */
export const TranscriptBody = createParamDecorator((_: undefined, context: ExecutionContext): Transcript => {
  const raw = rawBody(context, transcriptTypes);
  if (raw === null)
    throw new DomainError('caption.bad-transcript', 'Send text/vtt or application/x-subrip, and say so.');
  return { format: raw.type, file: raw.body };
});

/** For the description of a route that takes a transcript. */
export const TakesTranscript = () =>
  applyDecorators(
    ApiConsumes(...Object.keys(transcriptTypes)),
    ApiBody({ schema: { type: 'string' }, required: true }),
  );
