import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import { DomainError, imageTypes } from '#libs/contracts';
import { rawBody } from '../raw-body.js';

/** The picture of a request. What it is, its content decides. */
export const ImageBody = createParamDecorator((_: undefined, context: ExecutionContext): Buffer => {
  const raw = rawBody(context, imageTypes);
  if (raw === null) throw new DomainError('listing.bad-image', 'Send image/png, image/jpeg or image/webp, and say so.');
  return raw.body;
});

/** For the description of a route that takes a picture. */
export const TakesImage = () =>
  applyDecorators(
    ApiConsumes(...Object.keys(imageTypes)),
    ApiBody({ schema: { type: 'string', format: 'binary' }, required: true }),
  );
