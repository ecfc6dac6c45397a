import { type Hello, type Positions, positionsWord, shortChannel } from '#libs/contracts';
import { query } from './query.js';

const withoutSlash = (url: string): string => url.replace(/\/$/, '');

export const socketAddress = (realtimeUrl: string, sessionId: string): string =>
  `${withoutSlash(realtimeUrl)}/realtime${query({ session: sessionId })}`;

/** The realtime nodes serve event streams at the same place, over HTTP. */
export const streamAddress = (realtimeUrl: string, sessionId: string, { lang, profile, country }: Hello): string =>
  `${withoutSlash(realtimeUrl).replace(/^ws/, 'http')}/v1/sessions/${encodeURIComponent(sessionId)}/events${query({ lang, profile, country })}`;

/** The id that the server itself would have given: so a stream goes on where a socket ended, and the other way round. */
export const lastEventIdOf = ({ epoch, seqs }: Positions): string =>
  positionsWord(
    epoch,
    Object.entries(seqs).map(([channel, seq]) => [shortChannel(channel), seq]),
  );
