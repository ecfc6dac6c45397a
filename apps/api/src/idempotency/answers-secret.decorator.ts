import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';

export const ANSWERS_SECRET = 'silkcast:answers-secret';
/** The same, as the API's description says it. */
export const answersSecretExtension = 'x-answers-secret';

/**
 * Declares that the answer holds a secret. It is shown once and stored nowhere, so an Idempotency-Key can not bring it
 * back: the header is ignored here, and a request sent twice is done twice.
 */
export const AnswersSecret = () =>
  applyDecorators(SetMetadata(ANSWERS_SECRET, true), ApiExtension(answersSecretExtension, true));
