import { Readable } from 'node:stream';
import { Body, Controller, Get, Header, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { Allow, Caller } from '#libs/accounts';
import { IngestCaption, ReadCaptions, UploadTranscript } from '#libs/captions';
import {
  type Actor,
  Id,
  LanguageTag,
  SaidCaption,
  SayCaption,
  SpokenText,
  TranscriptQuery,
  UploadedTranscript,
} from '#libs/contracts';
import { Answers } from '../answers.decorator.js';
import { TakesTranscript, type Transcript, TranscriptBody } from './transcript.decorator.js';

@Controller('v1/sessions/:session')
export class CaptionsController {
  constructor(
    private readonly ingest: IngestCaption,
    private readonly captions: ReadCaptions,
    private readonly transcripts: UploadTranscript,
  ) {}

  /** Speech as text, from a browser's recognition, a captioner or an encoder. Saying the same again changes nothing. */
  @Post('captions')
  @Allow('person')
  @Answers(201, SaidCaption)
  say(
    @Caller() actor: Actor,
    @Param('session') session: string,
    @Body({ schema: SayCaption }) body: SayCaption,
  ): Promise<SaidCaption> {
    return this.ingest.say(actor, session, body);
  }

  /**
   * What was said as a WebVTT or SubRip file, for a rehearsal or a replay: each cue becomes a final segment with the
   * cue's times, and is translated into the languages of the archive. The same file again adds nothing.
   */
  @Post('transcripts')
  @Allow('person')
  @TakesTranscript()
  @Answers(201, UploadedTranscript)
  upload(
    @Caller() actor: Actor,
    @Param('session') session: string,
    @Query({ schema: TranscriptQuery }) { lang }: { lang: string },
    @TranscriptBody() transcript: Transcript,
  ): Promise<UploadedTranscript> {
    return this.transcripts.upload(actor, session, { lang, ...transcript });
  }

  /** What was said in a segment, before anybody translated it. */
  @Get('captions/:segment')
  @Allow('anyone')
  @Answers(200, SpokenText)
  original(@Param('session') session: string, @Param('segment', { schema: Id }) segment: string): Promise<SpokenText> {
    return this.captions.original(session, segment);
  }

  /**
   * The archive of one language as a WebVTT file; the id of a cue is its segment's. A playlist of HLS may name it as
   * subtitles: time 0 is that of the media.
   */
  @Get('captions.:lang.vtt')
  @Allow('anyone')
  @Header('content-type', 'text/vtt; charset=utf-8')
  @Answers(200, 'text/vtt')
  webVtt(@Param('session') session: string, @Param('lang', { schema: LanguageTag }) lang: string): Promise<string> {
    return this.captions.webVtt(session, lang);
  }

  /** Every revision of every language, a line of JSON each (a `Caption` and when it was told). */
  @Get('captions.jsonl')
  @Allow('anyone')
  @Answers(200, 'application/jsonl')
  async jsonLines(@Param('session') session: string): Promise<StreamableFile> {
    return new StreamableFile(Readable.from(await this.captions.jsonLines(session)), {
      type: 'application/jsonl; charset=utf-8',
    });
  }
}
