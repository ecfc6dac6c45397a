import { z } from 'zod';
import { TranslationRoutes } from '../translation-routes.js';
import { url, list, whole, prices, secret, region, modules } from './values.js';

/** Engines of translation and how they are asked. */
export const translationSettings = {
  TRANSLATION_DEADLINE_MS: whole(4000, 200, 60_000).describe(
    'When viewers get the source text instead of a translation.',
  ),
  TRANSLATION_ROUTES: TranslationRoutes.describe(
    'Which providers are asked for which pair of languages, in order: "zh>sw=openai,deepl; *=memory,deepl". Without it all that are set up, in the order of the settings below.',
  ),
  TRANSLATION_HEDGE_MS: whole(2000, 50, 60_000).describe(
    'When a provider has not answered for so long, the next one is asked beside it, and the first good answer is taken.',
  ),
  INTERPRETER_MS: whole(3000, 100, 60_000).describe(
    'How long what a machine says is held back for an interpreter who is at work, in milliseconds; shorter than TRANSLATION_DEADLINE_MS.',
  ),
  TRANSLATION_FORMALITY: z
    .enum(['default', 'formal', 'informal'])
    .default('default')
    .describe('How readers are addressed, by engines and in languages that tell the difference.'),
  TRANSLATION_GATHER_MS: whole(5, 0, 1000).describe(
    'How long texts of one pair of languages are gathered before they share a job or a call of an engine.',
  ),
  TRANSLATION_PRICES: prices.describe(
    'What a million characters cost by engine, in your currency, separated by commas: deepl=20,google=18.5. For the ledger of a session.',
  ),
  TRANSLATION_MEMORY_FILES: list.describe('TMX files, separated by commas, that the translation memory reads.'),
  TRANSLATION_WEBHOOK_URL: url('http', 'https')
    .optional()
    .describe("Your own translation engine: gets signed requests (docs/translation-providers.md). Provider 'webhook'."),
  TRANSLATION_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_[A-Za-z0-9+/]{32,}=*$/, 'must be whsec_ and at least 24 bytes in base64')
    .optional()
    .describe('Signs those requests, as Standard Webhooks has it: whsec_ and base64.'),
  TRANSLATION_WEBHOOK_REGION: region.describe('Where that engine processes texts, when that is not on your premises.'),
  TRANSLATION_MODULES: modules.describe(
    'Providers of your own: name=path of an ES module, separated by commas (docs/translation-providers.md).',
  ),
  DEEPL_API_KEY: secret.describe("Key of the DeepL API. Provider 'deepl'."),
  DEEPL_URL: url('http', 'https').optional().describe("DeepL's address; by default the one that the key is for."),
  DEEPL_REGION: z.string().default('eu').describe('Where DeepL processes texts.'),
  GOOGLE_TRANSLATE_API_KEY: secret.describe("API key of Google Cloud Translation, basic edition. Provider 'google'."),
  GOOGLE_TRANSLATE_URL: url('http', 'https')
    .default('https://translation.googleapis.com')
    .describe("Google's address."),
  GOOGLE_TRANSLATE_REGION: z.string().default('global').describe('Where Google processes texts at that address.'),
  AZURE_TRANSLATOR_KEY: secret.describe("Key of an Azure Translator resource. Provider 'azure'."),
  AZURE_TRANSLATOR_URL: url('http', 'https')
    .default('https://api.cognitive.microsofttranslator.com')
    .describe("Azure's address: global, of a region, or of the resource."),
  AZURE_TRANSLATOR_RESOURCE_REGION: z
    .string()
    .optional()
    .describe('Azure region of that resource, when it is not a global one.'),
  AZURE_TRANSLATOR_REGION: z.string().default('global').describe('Where Azure processes texts at that address.'),
  AMAZON_TRANSLATE_REGION: z
    .string()
    .regex(/^[a-z0-9-]+$/)
    .optional()
    .describe("AWS region of Amazon Translate, such as eu-central-1; texts are processed there. Provider 'amazon'."),
  AMAZON_TRANSLATE_ACCESS_KEY_ID: secret.describe('AWS access key that may call TranslateText and ListLanguages.'),
  AMAZON_TRANSLATE_SECRET_ACCESS_KEY: secret.describe('Secret of that access key.'),
  OPENAI_URL: url('http', 'https')
    .optional()
    .describe(
      "Base of an OpenAI-compatible API, such as http://127.0.0.1:11434/v1 for Ollama, or vLLM, or llama.cpp. Provider 'openai'.",
    ),
  OPENAI_MODEL: z.string().optional().describe('The model that translates there.'),
  OPENAI_API_KEY: secret.describe('API key for that server, if it wants one.'),
  OPENAI_REGION: region.describe('Where that server processes texts, when that is not on your premises.'),
  OPENAI_LANGUAGES: list.describe(
    'Languages that the model knows well enough, separated by commas. Without it all languages.',
  ),
  LIBRETRANSLATE_URL: url('http', 'https').optional().describe("A LibreTranslate server. Provider 'libretranslate'."),
  LIBRETRANSLATE_API_KEY: secret.describe('API key for that server, if it wants one.'),
  LIBRETRANSLATE_REGION: region.describe('Where that server processes texts, when that is not on your premises.'),
  BERGAMOT_MODELS: z
    .string()
    .optional()
    .describe("Folder of Bergamot models, which translate inside this process. Provider 'bergamot'."),
  APERTIUM_URL: url('http', 'https').optional().describe("An Apertium APY server. Provider 'apertium'."),
};
