import { Controller, Delete, Param, Post, Query } from '@nestjs/common';
import { Allow, Caller } from '#libs/accounts';
import { type Actor, ChunkQuery, ChunkSeq, Id, TakenChunk } from '#libs/contracts';
import { EndSpeech, TakeChunk } from '#libs/speech';
import { Answers } from '../answers.decorator.js';
import { type Audio, AudioBody, TakesAudio } from './audio.decorator.js';

@Controller('v1/sessions/:session/speech/:stream')
export class SpeechController {
  constructor(
    private readonly taking: TakeChunk,
    private readonly ending: EndSpeech,
  ) {}

  /**
   * A chunk of audio from a host, co-host or interpreter, who names the stream by a UUID and numbers its chunks from 0:
   * PCM (16 kHz, 16 bit signed little-endian, one channel) or Opus in WebM, cut as MediaRecorder cuts it. Sent again it
   * is one chunk. What was heard comes as captions.
   */
  @Post('chunks/:seq')
  @Allow('person')
  @TakesAudio()
  @Answers(202, TakenChunk)
  take(
    @Caller() actor: Actor,
    @Param('session') session: string,
    @Param('stream', { schema: Id }) stream: string,
    @Param('seq', { schema: ChunkSeq }) seq: number,
    @Query({ schema: ChunkQuery }) { lang, t0 }: ChunkQuery,
    @AudioBody() audio: Audio,
  ): Promise<TakenChunk> {
    return this.taking.take(actor, session, stream, { seq, lang, t0: t0 ?? null, ...audio });
  }

  /** The microphone is off: what was heard last is a caption without a pause. Chunks that are on their way come too late. */
  @Delete()
  @Allow('person')
  @Answers(204)
  end(
    @Caller() actor: Actor,
    @Param('session') session: string,
    @Param('stream', { schema: Id }) stream: string,
  ): Promise<void> {
    return this.ending.end(actor, session, stream);
  }
}
