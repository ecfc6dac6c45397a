import { closeCodes, CloseNotice } from '#libs/contracts';

/** What RFC 6455 calls a line that ended without a closing handshake. */
export const ABNORMAL_CLOSURE = 1006;

export interface Departure {
  code: number;
  /** Whether a client should come back. */
  reconnect: boolean;
  /** What the server asked a client to wait at least, in milliseconds. */
  retryAfterMs: number;
}

/** Codes that RFC 6455 defines and that coming back does not cure: protocol error, bad data, policy, missing extension. */
const HOPELESS_STANDARD_CODES = new Set([1002, 1003, 1007, 1008, 1010]);

/** What a close frame means for the client. A reason that is not ours says nothing, and a lost line is worth a retry. */
export function readDeparture(code: number, reason: string): Departure {
  const row = Object.values(closeCodes).find((known) => known.code === code);
  return {
    code,
    reconnect: row?.reconnect ?? !HOPELESS_STANDARD_CODES.has(code),
    retryAfterMs: parseNotice(reason)?.retryAfterMs ?? 0,
  };
}

function parseNotice(reason: string): CloseNotice | undefined {
  try {
    return CloseNotice.safeParse(JSON.parse(reason)).data;
  } catch {
    return undefined;
  }
}
