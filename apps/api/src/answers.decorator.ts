import { applyDecorators, HttpCode } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';

/**
 * What a route answers when all goes well: its status and the schema of its JSON, or the media type of its text, or
 * nothing. Errors are the same for all routes (`Problem`), so they are not repeated here.
 */
export const Answers = (status: number, body?: z.ZodType | string) =>
  applyDecorators(HttpCode(status), ApiResponse({ status, description: descriptionOf(status), ...contentOf(body) }));

function contentOf(body: z.ZodType | string | undefined) {
  if (body === undefined) return {};
  if (typeof body !== 'string') return { standardSchema: body };
  return { content: { [body]: { schema: { type: 'string' } } } };
}

const descriptionOf = (status: number): string =>
  status === 201 ? 'Created' : status === 204 ? 'Done; there is nothing to say' : 'OK';
