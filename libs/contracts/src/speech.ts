import { z } from 'zod';
import { LanguageTag } from './language.js';
import { Id } from './primitives.js';

/** What a chunk of audio may be: PCM of 16 kHz, 16 bit signed little-endian, one channel; or Opus in WebM. */
export const audioTypes = { 'audio/pcm': 'pcm', 'audio/webm': 'webm' } as const;
/** Largest chunk of audio, in bytes: eight seconds of PCM. */
export const maxChunkBytes = 256 * 1000;

/** Chunks of a stream are numbered from 0. */
export const ChunkSeq = z.coerce.number().int().min(0).max(10_000_000);

/** `t0` is the media time at which the chunk begins, in milliseconds; without it a chunk follows the one before. */
export const ChunkQuery = z.object({
  lang: LanguageTag,
  t0: z.coerce.number().int().min(0).max(2_147_483_647).optional(),
});
export type ChunkQuery = z.infer<typeof ChunkQuery>;

/** `trouble` tells of chunks before this one: what is heard late is told late. */
export const TakenChunk = z
  .object({
    stream: Id,
    next: z.int().meta({ description: 'the chunk that will be heard next' }),
    trouble: z.enum(['engine', 'audio', 'decoder']).nullable().meta({
      description: 'the recogniser does not answer, the audio can not be decoded, or this house has no decoder',
    }),
  })
  .meta({ id: 'TakenChunk' });
export type TakenChunk = z.infer<typeof TakenChunk>;
