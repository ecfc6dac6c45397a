import { Module } from '@nestjs/common';
import { SessionsModule } from '#libs/sessions';
import { TranslationModule } from '#libs/translation';
import { CaptionChangesStore } from './caption-changes.store.js';
import { CaptionsStore } from './captions.store.js';
import { CorrectCaption } from './correct-caption.js';
import { IngestCaption } from './ingest-caption.js';
import { ReadCaptions } from './read-captions.js';
import { RetractCaption } from './retract-caption.js';

const useCases = [CorrectCaption, IngestCaption, ReadCaptions, RetractCaption];

@Module({
  imports: [SessionsModule, TranslationModule],
  providers: [CaptionChangesStore, CaptionsStore, ...useCases],
  exports: useCases,
})
export class CaptionsModule {}
