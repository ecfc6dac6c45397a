import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { realtimeProtocol } from '#libs/contracts';

export const realtimePath = '/realtime';

export type Handshake = { session: string } | { status: number; reason: string };

const longestName = 64;

/** A browser sends its Origin and must come from a page of ours: the same host, or an origin that the settings allow. */
export const mayOpenLines = (
  { origin, host }: Pick<IncomingHttpHeaders, 'origin' | 'host'>,
  allowedOrigins: ReadonlySet<string>,
): boolean => origin === undefined || allowedOrigins.has(origin) || URL.parse(origin)?.host === host;

/** Whether an upgrade request may open a socket, and in which session. */
export function checkHandshake(request: IncomingMessage, allowedOrigins: ReadonlySet<string>): Handshake {
  const url = URL.parse(request.url ?? '', 'http://localhost');
  if (url?.pathname !== realtimePath) return { status: 404, reason: 'There is nothing at this address' };
  if (!mayOpenLines(request.headers, allowedOrigins))
    return { status: 403, reason: 'This origin may not open sockets' };
  const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
  if (!offered.includes(realtimeProtocol))
    return { status: 400, reason: `Ask for the subprotocol ${realtimeProtocol}` };
  const session = url.searchParams.get('session') ?? '';
  if (session === '' || session.length > longestName) return { status: 400, reason: 'Say which session: ?session=' };
  return { session };
}
