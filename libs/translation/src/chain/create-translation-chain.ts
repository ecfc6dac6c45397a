import { SettingsError } from '#libs/platform';
import { CachingProvider } from '../caching-provider.js';
import { FaithfulProvider } from '../placeholders/faithful-provider.js';
import type { TranslationCache } from '../translation-cache.js';
import type { TranslationProvider } from '../translation-provider.js';
import { MeteredProvider } from '../usage/metered-provider.js';
import type { UsageMeter } from '../usage/usage-meter.js';
import { enginesOf, type TranslationSettings } from './engine-catalogue.js';
import { ProviderChain, type ProviderChainOptions } from './provider-chain.js';

/**
 * The chain that the settings describe: people who are at work, then what people translated before, then engines,
 * then the source. Engines keep to the words they are given, and are not asked twice for what they said before, where
 * there is a cache. Without any of them every text stays in its language. Engines are not called before the first text.
 *
 * @param people asked before all others, whatever the routes say
 * @throws TranslationMemoryFileError, SettingsError
 */
export async function createTranslationChain(
  settings: TranslationSettings,
  people: readonly TranslationProvider[] = [],
  { cache, meter, ...options }: ProviderChainOptions & { cache?: TranslationCache; meter?: UsageMeter } = {},
): Promise<ProviderChain> {
  const engines = enginesOf(settings);
  const names = new Set(engines.map(({ name }) => name));
  if (names.size < engines.length) throw new SettingsError('TRANSLATION_MODULES: a name is used twice.');
  const unknown = settings.TRANSLATION_ROUTES.flatMap(({ providers }) => providers).find((name) => !names.has(name));
  if (unknown !== undefined) throw new SettingsError(`TRANSLATION_ROUTES: the provider ${unknown} is not set up.`);
  const providers: TranslationProvider[] = [...people];
  for (const engine of engines) {
    const opened = await engine.open();
    const provider = meter !== undefined && opened.capability.machine ? new MeteredProvider(opened, meter) : opened;
    const faithful = provider.capability.machine ? new FaithfulProvider(provider) : provider;
    const cached = provider.capability.machine && cache !== undefined;
    providers.push(cached ? new CachingProvider(faithful, cache, settings.TRANSLATION_FORMALITY, meter) : faithful);
  }
  return new ProviderChain(providers, {
    routes: settings.TRANSLATION_ROUTES,
    hedgeMs: settings.TRANSLATION_HEDGE_MS,
    timeoutMs: settings.TRANSLATION_DEADLINE_MS,
    personMs: settings.INTERPRETER_MS,
    ...options,
  });
}

/** The names of that chain's engines in the order they are asked, without opening any of them. */
export const engineNames = (settings: TranslationSettings): string[] => enginesOf(settings).map(({ name }) => name);
