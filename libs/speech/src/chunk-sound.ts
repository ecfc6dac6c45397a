import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Settings } from '#libs/contracts';
import { SETTINGS } from '#libs/platform';
import { decodeWebm } from './audio/decode-webm.js';
import { afterGap, type OpenRecording, openUnits, type Unit } from './audio/webm-units.js';
import { SpeechAudioError } from './speech.errors.js';
import type { SpeechChunk, Trouble } from './speech-stream.js';

/** A header and a block are smaller than this. Bytes. */
const atLeastSomeSound = 2000;

export type Sound = { pcm: Buffer; recording: OpenRecording; trouble: Trouble };

/** What a chunk sounds like: PCM as it is, Opus in WebM decoded from where its recording stands. */
@Injectable()
export class ChunkSound {
  readonly #logger = new Logger(ChunkSound.name);

  constructor(@Inject(SETTINGS) private readonly settings: Settings) {}

  /** @param missing whether chunks before this one were given up */
  async of({ type, body }: SpeechChunk, before: OpenRecording, missing: boolean): Promise<Sound> {
    if (type === 'pcm') return { pcm: body, recording: before, trouble: null };
    const { units, open } = openUnits(missing ? afterGap(before) : before, body);
    try {
      const sounds = await this.#decode(units);
      const heard = sounds.at(-1)?.length ?? open.heard;
      const fresh = sounds.map((sound, index) => sound.subarray(units[index]?.heard));
      const silent = sounds.every((sound) => sound.length === 0);
      const trouble = silent && before.cluster.length + body.length > atLeastSomeSound ? 'audio' : null;
      return { pcm: Buffer.concat(fresh), recording: { ...open, heard }, trouble };
    } catch (error) {
      if (!(error instanceof SpeechAudioError)) throw error;
      this.#logger.warn({ code: error.code }, 'speech audio not decoded');
      return {
        pcm: Buffer.alloc(0),
        recording: afterGap(open),
        trouble: error.code === 'speech.no-decoder' ? 'decoder' : 'audio',
      };
    }
  }

  async #decode(units: readonly Unit[]): Promise<Buffer[]> {
    const sounds: Buffer[] = [];
    for (const { file } of units) sounds.push(await decodeWebm(this.settings.FFMPEG_PATH, file));
    return sounds;
  }
}
