import { Module } from '@nestjs/common';
import { AccountsModule } from '#libs/accounts';
import { CaptionsModule } from '#libs/captions';
import type { Settings } from '#libs/contracts';
import { SETTINGS } from '#libs/platform';
import { SessionsModule } from '#libs/sessions';
import { ChunkSound } from './chunk-sound.js';
import { createSpeechProvider } from './create-speech-provider.js';
import { EndSpeech } from './end-speech.js';
import { HearStream } from './hear-stream.js';
import { LeftStreams } from './left-streams.js';
import { Recognise, RECOGNISER } from './recognise.js';
import { SaySpeech } from './say-speech.js';
import { SpeechStore } from './speech.store.js';
import { TakeChunk } from './take-chunk.js';

/** Hears hosts. Any number of processes may import it: a stream is heard by one at a time, and by any. */
@Module({
  imports: [AccountsModule, SessionsModule, CaptionsModule],
  providers: [
    { provide: RECOGNISER, inject: [SETTINGS], useFactory: (settings: Settings) => createSpeechProvider(settings) },
    ChunkSound,
    EndSpeech,
    HearStream,
    LeftStreams,
    Recognise,
    SaySpeech,
    SpeechStore,
    TakeChunk,
  ],
  exports: [EndSpeech, TakeChunk],
})
export class SpeechModule {}
