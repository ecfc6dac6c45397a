export { ApertiumProvider } from './apertium.provider.js';
export { createTranslationChain, engineNames, type TranslationSettings } from './create-translation-chain.js';
export { languageFamily, lookupTag, sameLanguage } from './language-tag.js';
export { LibreTranslateProvider } from './libretranslate.provider.js';
export { numbersDiffer, numbersIn } from './number-guard.js';
export { ProviderChain, SOURCE_ENGINE, type ProviderChainOptions, type TranslatedText } from './provider-chain.js';
export type { ProviderOutcome } from './provider-outcome.js';
export type {
  GlossaryTerm,
  ProvidedText,
  ProviderCapability,
  TranslateOptions,
  TranslationProvider,
} from './translation-provider.js';
export { TranslationMemory } from './translation-memory/translation-memory.provider.js';
export { TranslationMemoryFileError, TranslationProviderError, type ProviderErrorCode } from './translation.errors.js';
export { LanguagePolicy, languagesToTranslate } from './language-policy.js';
export { RequestTranslation } from './request-translation.js';
export { TranslationModule, TranslatorModule } from './translation.module.js';
