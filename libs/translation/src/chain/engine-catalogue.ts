import type { Settings } from '#libs/contracts';
import { SettingsError } from '#libs/platform';
import { AmazonProvider } from '../providers/amazon/amazon.provider.js';
import { ApertiumProvider } from '../providers/apertium/apertium.provider.js';
import { AzureProvider } from '../providers/azure/azure.provider.js';
import { BergamotProvider } from '../providers/bergamot/bergamot.provider.js';
import { DeepLProvider } from '../providers/deepl/deepl.provider.js';
import { GoogleProvider } from '../providers/google/google.provider.js';
import { LibreTranslateProvider } from '../providers/libretranslate/libretranslate.provider.js';
import { OpenAiProvider } from '../providers/openai/openai.provider.js';
import { openOwnModule } from '../providers/own-module.js';
import { TranslationMemory } from '../providers/translation-memory/translation-memory.provider.js';
import { WebhookProvider } from '../providers/webhook/webhook.provider.js';
import type { TranslationProvider } from '../translation-provider.js';

export type TranslationSettings = Pick<
  Settings,
  Extract<
    keyof Settings,
    | 'INTERPRETER_MS'
    | `TRANSLATION_${'ROUTES' | 'HEDGE_MS' | 'DEADLINE_MS' | 'FORMALITY' | 'MEMORY_FILES' | 'MODULES'}`
    | `TRANSLATION_WEBHOOK_${string}`
    | `${'DEEPL' | 'GOOGLE' | 'AZURE' | 'AMAZON' | 'OPENAI' | 'LIBRETRANSLATE' | 'BERGAMOT' | 'APERTIUM'}_${string}`
  >
>;

export interface Engine {
  name: string;
  /** Rejects when it can not work as it is set up. Does not call the engine. */
  open(): Promise<TranslationProvider> | TranslationProvider;
}

type Entry = [switchedOn: unknown, name: string, open: () => ReturnType<Engine['open']>];

/** The engines that the settings set up, in the order in which they are asked: what is closest to the house first. */
export function enginesOf(settings: TranslationSettings): Engine[] {
  const { TRANSLATION_FORMALITY: formality } = settings;
  const need = <K extends keyof TranslationSettings>(name: K): NonNullable<TranslationSettings[K]> => {
    const value = settings[name];
    if (value === undefined) throw new SettingsError(`The setting ${name} is missing (see docs/settings.md).`);
    return value;
  };
  const entries: Entry[] = [
    [
      settings.TRANSLATION_MEMORY_FILES.length > 0,
      'memory',
      () => TranslationMemory.open(settings.TRANSLATION_MEMORY_FILES),
    ],
    [
      settings.TRANSLATION_WEBHOOK_URL,
      'webhook',
      () =>
        new WebhookProvider({
          url: need('TRANSLATION_WEBHOOK_URL'),
          secret: need('TRANSLATION_WEBHOOK_SECRET'),
          region: settings.TRANSLATION_WEBHOOK_REGION,
        }),
    ],
    ...settings.TRANSLATION_MODULES.map((module): Entry => [true, module.name, () => openOwnModule(module)]),
    [
      settings.DEEPL_API_KEY,
      'deepl',
      () => {
        const key = need('DEEPL_API_KEY');
        const url = settings.DEEPL_URL ?? `https://api${key.endsWith(':fx') ? '-free' : ''}.deepl.com`;
        return new DeepLProvider({ url, key, region: settings.DEEPL_REGION, formality });
      },
    ],
    [
      settings.GOOGLE_TRANSLATE_API_KEY,
      'google',
      () =>
        new GoogleProvider({
          url: settings.GOOGLE_TRANSLATE_URL,
          key: need('GOOGLE_TRANSLATE_API_KEY'),
          region: settings.GOOGLE_TRANSLATE_REGION,
        }),
    ],
    [
      settings.AZURE_TRANSLATOR_KEY,
      'azure',
      () =>
        new AzureProvider({
          url: settings.AZURE_TRANSLATOR_URL,
          key: need('AZURE_TRANSLATOR_KEY'),
          resourceRegion: settings.AZURE_TRANSLATOR_RESOURCE_REGION,
          region: settings.AZURE_TRANSLATOR_REGION,
        }),
    ],
    [
      settings.AMAZON_TRANSLATE_REGION,
      'amazon',
      () =>
        new AmazonProvider({
          region: need('AMAZON_TRANSLATE_REGION'),
          accessKeyId: need('AMAZON_TRANSLATE_ACCESS_KEY_ID'),
          secretAccessKey: need('AMAZON_TRANSLATE_SECRET_ACCESS_KEY'),
          formality,
        }),
    ],
    [
      settings.OPENAI_URL,
      'openai',
      () =>
        new OpenAiProvider({
          url: need('OPENAI_URL'),
          model: need('OPENAI_MODEL'),
          key: settings.OPENAI_API_KEY,
          region: settings.OPENAI_REGION,
          languages: settings.OPENAI_LANGUAGES,
          formality,
        }),
    ],
    [
      settings.LIBRETRANSLATE_URL,
      'libretranslate',
      () =>
        new LibreTranslateProvider(
          need('LIBRETRANSLATE_URL'),
          settings.LIBRETRANSLATE_API_KEY,
          settings.LIBRETRANSLATE_REGION,
        ),
    ],
    [settings.BERGAMOT_MODELS, 'bergamot', () => BergamotProvider.open(need('BERGAMOT_MODELS'))],
    [settings.APERTIUM_URL, 'apertium', () => new ApertiumProvider(need('APERTIUM_URL'))],
  ];
  return entries.flatMap(([switchedOn, name, open]) =>
    switchedOn === undefined || switchedOn === false ? [] : [{ name, open }],
  );
}
