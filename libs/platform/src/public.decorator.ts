import { SetMetadata } from '@nestjs/common';

export const ALLOW = 'silkcast:allow';

/** Declares that anyone may call this route. Routes that declare nothing are refused. */
export const Public = () => SetMetadata(ALLOW, ['anyone']);
