import { Module } from '@nestjs/common';
import type { Settings } from '#libs/contracts';
import { SETTINGS } from '#libs/platform';
import { CaptionTextsStore } from './caption-texts.store.js';
import { LanguagePolicy } from './language-policy.js';
import { ProviderChain } from './chain/provider-chain.js';
import { RequestTranslation } from './request-translation.js';
import { TranslateCaption } from './translate-caption.js';
import { TranslateMessage } from './translate-message.js';
import { TranslateText } from './translate-text.js';
import { TranslateTexts } from './translate-texts.js';
import { createTranslationChain } from './chain/create-translation-chain.js';

/** For processes that want texts translated. */
@Module({
  providers: [CaptionTextsStore, LanguagePolicy, RequestTranslation],
  exports: [CaptionTextsStore, RequestTranslation],
})
export class TranslationModule {}

/** For workers, which translate them. */
@Module({
  providers: [
    {
      provide: ProviderChain,
      inject: [SETTINGS],
      useFactory: (settings: Settings) => createTranslationChain(settings),
    },
    TranslateTexts,
    TranslateText,
    TranslateCaption,
    TranslateMessage,
  ],
})
export class TranslatorModule {}
