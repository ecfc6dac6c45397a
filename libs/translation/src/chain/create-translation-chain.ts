import type { Settings } from '#libs/contracts';
import { ApertiumProvider } from '../providers/apertium/apertium.provider.js';
import { LibreTranslateProvider } from '../providers/libretranslate/libretranslate.provider.js';
import { ProviderChain, type ProviderChainOptions } from './provider-chain.js';
import type { TranslationProvider } from '../translation-provider.js';
import { TranslationMemory } from '../providers/translation-memory/translation-memory.provider.js';

export type TranslationSettings = Pick<
  Settings,
  'TRANSLATION_MEMORY_FILES' | 'LIBRETRANSLATE_URL' | 'LIBRETRANSLATE_API_KEY' | 'APERTIUM_URL'
>;

/**
 * The chain that the settings describe: what people translated, then LibreTranslate, then Apertium, then the source.
 * Without any of them every text stays in its language. Engines are not asked before the first text.
 *
 * @throws TranslationMemoryFileError
 */
export async function createTranslationChain(
  settings: TranslationSettings,
  options: ProviderChainOptions = {},
): Promise<ProviderChain> {
  const providers: TranslationProvider[] = [];
  if (settings.TRANSLATION_MEMORY_FILES.length > 0) {
    providers.push(await TranslationMemory.open(settings.TRANSLATION_MEMORY_FILES));
  }
  if (settings.LIBRETRANSLATE_URL !== undefined) {
    providers.push(new LibreTranslateProvider(settings.LIBRETRANSLATE_URL, settings.LIBRETRANSLATE_API_KEY));
  }
  if (settings.APERTIUM_URL !== undefined) providers.push(new ApertiumProvider(settings.APERTIUM_URL));
  return new ProviderChain(providers, options);
}

/** The names of that chain's engines in the order they are asked, without opening any of them. */
export const engineNames = (settings: TranslationSettings): string[] => [
  ...(settings.TRANSLATION_MEMORY_FILES.length > 0 ? ['memory'] : []),
  ...(settings.LIBRETRANSLATE_URL === undefined ? [] : ['libretranslate']),
  ...(settings.APERTIUM_URL === undefined ? [] : ['apertium']),
];
