import { captionsFile, spokenText } from '#libs/client';
import type { Caption } from '#libs/contracts';
import { viewer } from '../app/client.js';
import { type Cue, readWebVtt } from './read-webvtt.js';

/** The cues of a language so far, by segment. */
export async function fetchCues(sessionId: string, lang: string): Promise<Map<string, Cue>> {
  const file = await viewer.http.text(captionsFile(sessionId, lang));
  return new Map(readWebVtt(file).map((cue) => [cue.id, cue]));
}

/** The text of a caption as it was spoken, or `null` when it can not be had. */
export const originalOf = (sessionId: string, { segment }: Caption): Promise<string | null> =>
  viewer.http.send(spokenText(sessionId, segment)).then(
    ({ text }) => text,
    () => null,
  );
