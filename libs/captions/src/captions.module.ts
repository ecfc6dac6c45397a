import { Module } from '@nestjs/common';
import { SessionsModule } from '#libs/sessions';
import { TranslationModule } from '#libs/translation';
import { CaptionsStore } from './captions.store.js';
import { IngestCaption } from './ingest-caption.js';
import { ReadCaptions } from './read-captions.js';

@Module({
  imports: [SessionsModule, TranslationModule],
  providers: [CaptionsStore, IngestCaption, ReadCaptions],
  exports: [IngestCaption, ReadCaptions],
})
export class CaptionsModule {}
