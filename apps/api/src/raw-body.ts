import type { ExecutionContext } from '@nestjs/common';

type RawRequest = { headers: Record<string, string | undefined>; body: unknown };

/**
 * A body that came as it is, with what its media type stands for; null when it is of another type. What is behind the
 * semicolon (`codecs=opus`) is for others.
 */
export function rawBody<T extends string>(
  context: ExecutionContext,
  types: Readonly<Record<string, T>>,
): { type: T; body: Buffer } | null {
  const { headers, body } = context.switchToHttp().getRequest<RawRequest>();
  const [written = ''] = (headers['content-type'] ?? '').split(';');
  const name = written.trim().toLowerCase();
  const type = Object.hasOwn(types, name) ? types[name] : undefined;
  return type === undefined || !Buffer.isBuffer(body) ? null : { type, body };
}
