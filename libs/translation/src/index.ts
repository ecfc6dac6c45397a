export { captionEvent, captionEventId } from './caption-event.js';
export { type CaptionText, CaptionTextsStore, type MachineText } from './caption-texts.store.js';
export { engineNames } from './chain/create-translation-chain.js';
export { LanguagePolicy } from './language-policy.js';
export { lookupTag } from './language-tag.js';
export { numbersDiffer } from './number-guard.js';
export { RequestTranslation } from './request-translation.js';
export { TranslationModule, TranslatorModule } from './translation.module.js';
