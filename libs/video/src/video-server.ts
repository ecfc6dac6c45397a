/** A hook of a media server as it came: the bytes of its body, since they may be signed. */
export type VideoHook = {
  headers: Record<string, string | string[] | undefined>;
  secret: string | undefined;
  body: Buffer;
};

/**
 * What a media server says of the stream of a session. `connection` is its own name for whoever publishes. `key` is
 * null where the server itself has checked who may publish. `other` is what has nothing to do with publishing.
 */
export type VideoNews =
  | { kind: 'started' | 'alive'; session: string; connection: string; key: string | null }
  | { kind: 'stopped'; session: string; connection: string }
  | { kind: 'other' };

/**
 * One kind of media server: how it proves itself, what its words mean, and what it wants to hear. Every one of them
 * takes a status other than 200 as a refusal, and then nobody publishes.
 */
export interface VideoServer {
  /** Whether it says again and again that a stream is alive: only then its silence means something. */
  readonly beats: boolean;
  /** The body of an answer that lets a stream in; its status is 200. */
  readonly consent: string;
  /** @throws DomainError `video.bad-secret` or `video.bad-hook` */
  read(hook: VideoHook): Promise<VideoNews>;
}
