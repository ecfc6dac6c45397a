import { Module } from '@nestjs/common';
import type { Settings } from '#libs/contracts';
import { SETTINGS } from '#libs/platform';
import { createTranslationChain } from './chain/create-translation-chain.js';
import { ProviderChain } from './chain/provider-chain.js';
import { ProviderMetrics } from './chain/provider-metrics.js';
import { HumanProvider } from './interpreting/human.provider.js';
import { InterpretingModule } from './interpreting/interpreting.module.js';
import { TranslateTexts } from './translate-texts.js';
import { TranslationCache } from './translation-cache.js';
import { TranslationModule } from './translation.module.js';
import { UsageMeter } from './usage/usage-meter.js';
import { UsageStore } from './usage/usage.store.js';

/** The chain of those who translate, once in each process that asks them. */
@Module({
  imports: [TranslationModule, InterpretingModule],
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
  ],
  exports: [ProviderChain, ProviderMetrics, TranslateTexts, UsageMeter],
})
export class EnginesModule {}
