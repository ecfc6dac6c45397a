import { FormData } from 'undici';
import { z } from 'zod';
import { asWav } from '../audio/pcm.js';
import type { HeardPiece, Utterance } from '../speech-provider.js';

const longestText = 2000;

/** Of a stretch that is more probably noise than speech, and of which the model is unsure: Whisper's own rule. */
const Segment = z.object({
  text: z.string(),
  start: z.number().optional(),
  end: z.number().optional(),
  no_speech_prob: z.number().optional(),
  avg_logprob: z.number().optional(),
});

/** What the Whisper family answers: the text, and with `verbose_json` its segments. Times in seconds. */
export const Transcript = z.object({ text: z.string(), segments: z.array(Segment).max(1000).optional() });
export type Transcript = z.infer<typeof Transcript>;

/** What the Whisper family is sent: a file, and its language by ISO 639. */
export function wavForm({ pcm, lang }: Utterance): FormData {
  const form = new FormData();
  form.set('file', new Blob([asWav(pcm)], { type: 'audio/wav' }), 'speech.wav');
  form.set('language', new Intl.Locale(lang).language);
  return form;
}

/** @param lastsMs how long the utterance is: the time of a text that has none */
export function piecesOf({ text, segments }: Transcript, lastsMs: number): HeardPiece[] {
  const parts = segments ?? [{ text }];
  return tidy(
    parts
      .filter(({ no_speech_prob: noSpeech = 0, avg_logprob: sure = -2 }) => noSpeech <= 0.6 || sure > -1)
      .map(({ text: said, start, end }) => ({
        text: said,
        t0: start === undefined ? 0 : start * 1000,
        t1: end === undefined ? lastsMs : end * 1000,
      })),
    lastsMs,
  );
}

/** Pieces as the port promises them: within the utterance, without control characters, bounded. */
export function tidy(pieces: readonly HeardPiece[], lastsMs: number): HeardPiece[] {
  let room = longestText;
  const tidied: HeardPiece[] = [];
  for (const { text, t0, t1, ...rest } of pieces) {
    // half a surrogate pair at the cut goes with the other half
    const kept = [...text.replaceAll(/[\p{Cc}\p{Cs}\s]+/gu, ' ').trim()].slice(0, room).join('');
    room -= kept.length;
    const from = within(t0, lastsMs);
    if (kept !== '') tidied.push({ ...rest, text: kept, t0: from, t1: Math.max(from, within(t1, lastsMs)) });
    if (room <= 0) break;
  }
  return tidied;
}

const within = (ms: number, lastsMs: number) => Math.round(Math.min(lastsMs, Math.max(0, ms)));
