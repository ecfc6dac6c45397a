import type { OpenRecording } from './audio/webm-units.js';
import { noRecording } from './audio/webm-units.js';
import { firstFloor } from './audio/voice-activity.js';
import { type SaidBefore, saidNothing } from './text/repetition-guard.js';

/** What is wrong with a stream, for its host to see. */
export type Trouble = 'engine' | 'audio' | 'decoder' | null;

/** What one process hands to the next that hears a stream, beside the audio itself. */
export type Memory = {
  lang: string;
  /** Line-up code of the product that was pinned. */
  pinned: string | null;
  /** Media time at which the kept audio begins, in milliseconds; null before anything was heard. */
  t0: number | null;
  /** Which of the kept frames hold a voice: `1` or `0` each. */
  voiced: string;
  floor: number;
  /** Bytes of PCM that the open cluster has given. */
  heard: number;
  /** How long the header is within what is kept of the recording, in bytes. */
  header: number;
  /** Counts what was said: its number names the segments. */
  utterance: number;
  /** What viewers read of the speech that goes on, and when it was last changed, in Unix milliseconds. */
  partial: { text: string; at: number } | null;
  said: SaidBefore;
  trouble: Trouble;
};

export const newMemory: Memory = {
  lang: 'und',
  pinned: null,
  t0: null,
  voiced: '',
  floor: firstFloor,
  heard: 0,
  header: 0,
  utterance: 0,
  partial: null,
  said: saidNothing,
  trouble: null,
};

export type SpeechStream = {
  id: string;
  sessionId: string;
  accountId: string;
  nextSeq: number;
  arrived: number;
  ended: boolean;
  memory: Memory;
  recording: OpenRecording;
  /** PCM that is not a caption yet. */
  audio: Buffer;
};

export type SpeechChunk = { seq: number; lang: string; t0: number | null; type: 'pcm' | 'webm'; body: Buffer };

export const recordingOf = (encoded: Buffer, { header, heard }: Memory): OpenRecording =>
  encoded.length === 0
    ? noRecording
    : { header: encoded.subarray(0, header), cluster: encoded.subarray(header), heard };
