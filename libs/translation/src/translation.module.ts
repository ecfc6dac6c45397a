import { Module } from '@nestjs/common';
import type { Settings } from '#libs/contracts';
import { WordFilterModule } from '#libs/moderation';
import { SETTINGS } from '#libs/platform';
import { AskEngines } from './ask-engines.js';
import { CaptionTextsStore } from './caption-texts.store.js';
import { createTranslationChain } from './chain/create-translation-chain.js';
import { ProviderChain } from './chain/provider-chain.js';
import { ProviderMetrics } from './chain/provider-metrics.js';
import { CaptionDraftsStore } from './caption-drafts.store.js';
import { DoTranslations } from './do-translations.js';
import { HumanProvider } from './interpreting/human.provider.js';
import { InterpretingModule } from './interpreting/interpreting.module.js';
import { GlossaryModule } from './glossary/glossary.module.js';
import { LanguagePolicy } from './language-policy.js';
import { ListingTranslations } from './listing-translations.js';
import { NoteReader } from './note-reader.js';
import { PublishInTurn } from './publish-in-turn.js';
import { RecordCaptions } from './record-captions.js';
import { RequestTranslation } from './request-translation.js';
import { ServeLanguages } from './serve-languages.js';
import { ServedLanguagesStore } from './served-languages.store.js';
import { SessionContextStore } from './session-context.store.js';
import { TellSource } from './tell-source.js';
import { TranslateCaptions } from './translate-captions.js';
import { TranslateListings } from './translate-listings.js';
import { TranslateMessages } from './translate-messages.js';
import { TranslatePartials } from './translate-partials.js';
import { TranslateTexts } from './translate-texts.js';
import { TranslationCache } from './translation-cache.js';
import { TranslationCacheModule } from './translation-cache.module.js';
import { UsageMeter } from './usage/usage-meter.js';
import { UsageStore } from './usage/usage.store.js';

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

/** For workers, which translate them. */
@Module({
  imports: [TranslationModule, InterpretingModule, WordFilterModule],
  providers: [
    {
      provide: ProviderChain,
      inject: [SETTINGS, HumanProvider, ProviderMetrics, TranslationCache, UsageMeter],
      useFactory: (
        settings: Settings,
        human: HumanProvider,
        { observe }: ProviderMetrics,
        cache: TranslationCache,
        meter: UsageMeter,
      ) => createTranslationChain(settings, [human], { onOutcome: observe, cache, meter }),
    },
    ProviderMetrics,
    UsageMeter,
    UsageStore,
    TranslateTexts,
    SessionContextStore,
    AskEngines,
    RecordCaptions,
    PublishInTurn,
    TranslateCaptions,
    CaptionDraftsStore,
    TranslatePartials,
    TranslateMessages,
    TranslateListings,
    DoTranslations,
    ServeLanguages,
  ],
  exports: [ServeLanguages],
})
export class TranslatorModule {}
