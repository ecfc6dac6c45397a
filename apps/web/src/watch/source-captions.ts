import { captionsFile } from '#libs/client';
import type { Caption } from '#libs/contracts';
import { viewer } from '../app/client.js';
import { type Cue, readWebVtt } from './read-webvtt.js';

const cache = new Map<string, Map<string, Cue>>();

/** The cues of a language so far, by segment. */
export async function fetchCues(sessionId: string, lang: string): Promise<Map<string, Cue>> {
  const file = await viewer.http.text(captionsFile(sessionId, lang));
  const cues = new Map(readWebVtt(file).map((cue) => [cue.id, cue]));
  cache.set(lang, cues);
  return cues;
}

/** The text of a caption as it was spoken, or `null` while the archive does not have it. */
export async function originalOf(sessionId: string, caption: Caption): Promise<string | null> {
  const known = cache.get(caption.from)?.get(caption.segment);
  if (known !== undefined) return known.text;
  const cues = await fetchCues(sessionId, caption.from).catch(() => null);
  return cues?.get(caption.segment)?.text ?? null;
}
