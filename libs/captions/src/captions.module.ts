import { Module } from '@nestjs/common';
import { SessionsModule } from '#libs/sessions';
import { TranslationModule } from '#libs/translation';
import { CaptionChangesStore } from './caption-changes.store.js';
import { CaptionsStore } from './captions.store.js';
import { CorrectCaption } from './correct-caption.js';
import { IngestCaption } from './ingest-caption.js';
import { RecallCaptions } from './recall-captions.js';
import { RecalledCaptionsStore } from './recalled-captions.store.js';
import { ReadCaptions } from './read-captions.js';
import { RetractCaption } from './retract-caption.js';
import { UploadStore } from './upload.store.js';
import { UploadTranscript } from './upload-transcript.js';

const useCases = [CorrectCaption, IngestCaption, ReadCaptions, RecallCaptions, RetractCaption, UploadTranscript];

@Module({
  imports: [SessionsModule, TranslationModule],
  providers: [CaptionChangesStore, CaptionsStore, RecalledCaptionsStore, UploadStore, ...useCases],
  exports: useCases,
})
export class CaptionsModule {}
