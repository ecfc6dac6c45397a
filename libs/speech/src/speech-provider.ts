/** One stretch of speech: 16 kHz, 16 bit signed little-endian, one channel, at most six seconds. */
export type Utterance = {
  pcm: Buffer;
  /** BCP-47 tag of what is spoken, so that nobody has to guess. */
  lang: string;
};

/** Words that belong together. Times are milliseconds from the beginning of the utterance. */
export type HeardPiece = {
  text: string;
  t0: number;
  t1: number;
  /** Who spoke, where the recogniser tells voices apart. */
  speaker?: string;
};

export type ListenOptions = {
  /** Unix milliseconds. */
  deadline: number;
  signal: AbortSignal;
};

/**
 * Somebody who hears: an engine here or elsewhere, asked for one utterance at a time, so that any process may ask for
 * the next one.
 *
 * Every provider guarantees:
 * - Pieces come in the order spoken, within the utterance, trimmed and not empty. Nothing heard is an empty list.
 *   What a recogniser itself marks as no speech is left out.
 * - A text is data: no markup, no control characters, at most 2,000 characters in all.
 * - When `signal` aborts, the call rejects at once with the signal's reason. When `deadline` passes, it rejects with
 *   `speech.provider-timeout`. Nothing is left running after either: a connection is closed, a body no longer read.
 * - Every other failure is a SpeechProviderError. No error holds audio, or what was heard, or a secret.
 * - Calls may run side by side and are never retried inside. Answers are bounded in size, redirects are not followed.
 */
export interface SpeechProvider {
  /** Shown to the host. */
  readonly name: string;
  listen(utterance: Utterance, options: ListenOptions): Promise<readonly HeardPiece[]>;
}
