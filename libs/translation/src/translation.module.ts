import { Module } from '@nestjs/common';
import { CaptionTextsStore } from './caption-texts.store.js';
import { GlossaryModule } from './glossary/glossary.module.js';
import { LanguagePolicy } from './language-policy.js';
import { ListingTranslations } from './listing-translations.js';
import { NoteReader } from './note-reader.js';
import { RequestTranslation } from './request-translation.js';
import { ServedLanguagesStore } from './served-languages.store.js';
import { TellSource } from './tell-source.js';
import { TranslationCacheModule } from './translation-cache.module.js';

/** For processes that want texts translated. */
@Module({
  imports: [GlossaryModule, TranslationCacheModule],
  providers: [
    CaptionTextsStore,
    ServedLanguagesStore,
    LanguagePolicy,
    RequestTranslation,
    TellSource,
    ListingTranslations,
    NoteReader,
  ],
  exports: [
    GlossaryModule,
    TranslationCacheModule,
    ListingTranslations,
    CaptionTextsStore,
    ServedLanguagesStore,
    LanguagePolicy,
    RequestTranslation,
    TellSource,
    NoteReader,
  ],
})
export class TranslationModule {}
