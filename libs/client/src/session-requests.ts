import {
  type ChangeSession,
  ChatHistoryItem,
  pageOf,
  type PostChat,
  PostedChat,
  SaidCaption,
  type SayCaption,
  type ScheduleSession,
  Session,
  SessionSnapshot,
  type SessionState,
  StreamKey,
  TakenChunk,
  VideoRules,
} from '#libs/contracts';
import { z } from 'zod';
import { query } from './query.js';
import type { HttpRequest } from './http-client.js';

/** Where the realtime nodes are, the translation engines at work, first choice first, what recognises speech, and whether hosts publish video. */
export const ServiceConfig = z.object({
  realtimeUrl: z.string(),
  engines: z.array(z.string()),
  speech: z.string().nullable().default(null),
  video: z.boolean().default(false),
});
export type ServiceConfig = z.infer<typeof ServiceConfig>;

const Sessions = pageOf(Session);
const anything = z.unknown();

export const serviceConfig = (): HttpRequest<ServiceConfig> => ({ path: '/config', answer: ServiceConfig });

/** What a session looks like to a newcomer. */
export const sessionSnapshot = (idOrSlug: string): HttpRequest<SessionSnapshot> => ({
  path: `/sessions/${encodeURIComponent(idOrSlug)}`,
  answer: SessionSnapshot,
});

export const sessions = (filter: { state?: SessionState; cursor?: string; limit?: number } = {}) => ({
  path: `/sessions${query(filter)}`,
  answer: Sessions,
});

/** Those the caller has a role in. */
export const mySessions = (filter: { cursor?: string; limit?: number } = {}) => ({
  path: `/me/sessions${query(filter)}`,
  answer: Sessions,
});

export const scheduleSession = (body: z.input<typeof ScheduleSession>): HttpRequest<Session> => ({
  method: 'POST',
  path: '/sessions',
  body,
  answer: Session,
});

export const changeSession = (id: string, body: ChangeSession): HttpRequest<Session> => ({
  method: 'PATCH',
  path: `/sessions/${id}`,
  body,
  answer: Session,
});

/** Calls off a session that has not begun. */
export const cancelSession = (id: string): HttpRequest<Session> => ({
  method: 'POST',
  path: `/sessions/${id}/cancel`,
  answer: Session,
});

export const startSession = (id: string) => post(`/sessions/${id}/start`);
export const endSession = (id: string) => post(`/sessions/${id}/end`);

/** `null` takes the pinned item down. */
export const pinItem = (id: string, code: string | null) => post(`/sessions/${id}/pin`, { code });

export const sayCaption = (id: string, body: SayCaption): HttpRequest<SaidCaption> => ({
  method: 'POST',
  path: `/sessions/${id}/captions`,
  body,
  answer: SaidCaption,
});

/** Sound of a host, from 0: `audio/webm` as MediaRecorder cuts it, or `audio/pcm`. `t0` is media time, milliseconds. */
export const speechChunk = (
  id: string,
  stream: string,
  seq: number,
  { lang, t0, audio }: { lang: string; t0: number; audio: Blob },
): HttpRequest<TakenChunk> => ({
  method: 'POST',
  path: `/sessions/${id}/speech/${stream}/chunks/${seq}${query({ lang, t0 })}`,
  body: audio,
  answer: TakenChunk,
});

export const endSpeech = (id: string, stream: string): HttpRequest<unknown> => ({
  method: 'DELETE',
  path: `/sessions/${id}/speech/${stream}`,
  answer: anything,
});

/** Sent again under the same key it is the same message. */
export const sayInChat = (id: string, body: z.input<typeof PostChat>): HttpRequest<PostedChat> => ({
  method: 'POST',
  path: `/sessions/${encodeURIComponent(id)}/chat`,
  body,
  key: body.key,
  answer: PostedChat,
});

export const chatHistory = (id: string, filter: { lang?: string; cursor?: string; limit?: number } = {}) => ({
  path: `/sessions/${id}/chat${query(filter)}`,
  answer: pageOf(ChatHistoryItem),
});

/** WebVTT of everything said so far in one language. */
export const captionsFile = (id: string, lang: string): string =>
  `/sessions/${id}/captions.${encodeURIComponent(lang)}.vtt`;

/** A new key to publish the video with; the one before opens nothing any more. */
export const renewStreamKey = (id: string): HttpRequest<StreamKey> => ({
  method: 'POST',
  path: `/sessions/${id}/stream-key`,
  answer: StreamKey,
});

/** What publishing, and its end, do to the session. */
export const videoRules = (id: string): HttpRequest<VideoRules> => ({
  path: `/sessions/${id}/video-rules`,
  answer: VideoRules,
});

export const setVideoRules = (id: string, body: VideoRules): HttpRequest<VideoRules> => ({
  method: 'PUT',
  path: `/sessions/${id}/video-rules`,
  body,
  answer: VideoRules,
});

function post(path: string, body: unknown = {}): HttpRequest<unknown> {
  return { method: 'POST', path, body, answer: anything };
}
