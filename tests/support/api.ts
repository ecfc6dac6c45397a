import type { House } from './house.js';

interface Call {
  method?: string;
  token?: string | undefined;
  key?: string;
  /** Sent as it is when it is text. */
  body?: unknown;
  type?: string;
}

/** The HTTP API without the manners of the client: any method, any body, and the answer as it came. */
export async function call(house: House, path: string, { method = 'GET', token, key, body, type }: Call = {}) {
  const answer = await fetch(`${house.url}${path}`, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': type ?? 'application/json' }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  const isJson = /json/.test(answer.headers.get('content-type') ?? '');
  return { status: answer.status, headers: answer.headers, text, body: isJson ? (JSON.parse(text) as unknown) : null };
}

/** An answer as RFC 9457 has it, with this stable code. */
export const aProblem = (status: number, code: string) => ({
  status,
  body: { status, code, type: `urn:silkcast:error:${code}` },
});
