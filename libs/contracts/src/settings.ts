import { z } from 'zod';
import { CurrencyCode } from './money.js';
import { PaymentProviderName } from './payments.js';
import { TranslationRoutes } from './translation-routes.js';

const onOff = (fallback: 'on' | 'off') =>
  z
    .enum(['on', 'off'])
    .default(fallback)
    .transform((value) => value === 'on');
const url = (...protocols: string[]) => z.url({ protocol: new RegExp(`^(?:${protocols.join('|')})$`) });
const list = z
  .string()
  .default('')
  .transform((value) =>
    value
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== ''),
  );
const networks = list.pipe(z.array(z.union([z.cidrv4(), z.cidrv6()])));
const whole = (fallback: number, min: number, max: number) =>
  z.coerce.number().int().min(min).max(max).default(fallback);
const prices = list.pipe(
  z
    .array(z.string().regex(/^[a-z][a-z0-9-]*=\d+(?:\.\d+)?$/, 'must be engine=price'))
    .transform((all): Partial<Record<string, number>> =>
      Object.fromEntries(all.map((one) => [one.slice(0, one.indexOf('=')), Number(one.slice(one.indexOf('=') + 1))])),
    ),
);
const secret = z.string().optional();
const region = z.string().optional();
const modules = list.pipe(
  z.array(
    z
      .string()
      .regex(/^[a-z][a-z0-9-]*=.+$/, 'must be name=path')
      .transform((module) => ({ name: module.split('=', 1)[0] ?? '', path: module.slice(module.indexOf('=') + 1) })),
  ),
);

/**
 * Every setting, with its default and a sentence. `.env.example` and the settings page are generated from this.
 * With neither DATABASE_URL nor REDIS_URL the house runs standalone; with both it runs scaled.
 */
export const Settings = z.object({
  HOST: z.string().default('127.0.0.1').describe('Address to listen on.'),
  PORT: whole(3000, 0, 65_535).describe('Port to listen on; 0 takes a free one.'),
  PUBLIC_URL: url('http', 'https')
    .optional()
    .describe('Where browsers and payment providers reach the API; by default http://HOST:PORT.'),
  REALTIME_PUBLIC_URL: url('ws', 'wss')
    .optional()
    .describe('Where browsers reach the realtime nodes; by default the PUBLIC_URL.'),
  ALLOWED_ORIGINS: list.describe(
    'Web origins, separated by commas, that may open sockets and call the API beside PUBLIC_URL.',
  ),
  TRUSTED_PROXIES: list.describe(
    'Addresses or CIDR ranges, separated by commas, of reverse proxies whose X-Forwarded-For is believed.',
  ),
  DATABASE_URL: url('postgres', 'postgresql').describe('PostgreSQL 15 or newer. Standalone brings its own.'),
  DATABASE_POOL: whole(10, 2, 200).describe('Connections to PostgreSQL that one process may open.'),
  REDIS_URL: z
    .string()
    .regex(/^\s*rediss?:\/\/[^\s,]+(?:\s*,\s*rediss?:\/\/[^\s,]+)*\s*$/, 'must be a redis: or rediss: URL, or several')
    .optional()
    .describe(
      'Redis 7 or newer for the session log, presence and queues. Without it everything runs in one process. Several URLs, separated by commas, are nodes of a Redis Cluster.',
    ),
  REDIS_CLUSTER: onOff('off').describe(
    'Whether a single REDIS_URL is the address of a Redis Cluster; the other nodes are found from there.',
  ),
  TOKEN_SIGNING_KEY: z
    .string()
    .regex(/^[A-Za-z0-9_-]{43}$/, 'must be 32 random bytes in base64url (43 characters)')
    .describe(
      'Seed of the Ed25519 key that signs access tokens: 32 random bytes in base64url. Standalone makes its own.',
    ),
  ACCESS_TOKEN_SECONDS: whole(900, 30, 86_400).describe('How long an access token is good for.'),
  REFRESH_TOKEN_DAYS: whole(30, 1, 365).describe('How long a refresh token is good for.'),
  EVIDENCE_SIGNING_KEY: z
    .string()
    .regex(/^[A-Za-z0-9_-]{43}$/, 'must be 32 random bytes in base64url (43 characters)')
    .optional()
    .describe(
      'Seed of the Ed25519 key that signs evidence of orders: 32 random bytes in base64url. Without it the key grows out of TOKEN_SIGNING_KEY.',
    ),
  EVIDENCE_RETIRED_KEYS: list
    .pipe(z.array(z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'must be the x of an Ed25519 key')))
    .describe(
      'Public keys (the x of each, separated by commas) that signed evidence before; they stay in /.well-known/jwks.json.',
    ),
  METRICS_TOKEN: z
    .string()
    .min(16)
    .optional()
    .describe('Bearer token that may read /metrics. Without it only this machine may.'),
  CHAT_PER_ACCOUNT: whole(20, 1, 100_000).describe(
    'Chat messages that one account may send in ten seconds; hosts, co-hosts and moderators may send five times that.',
  ),
  CHAT_PER_ADDRESS: whole(1000, 1, 1_000_000).describe(
    'Chat messages that may come from one address in ten seconds: a hall or a whole mobile network may be behind it.',
  ),
  CHAT_PER_SESSION: whole(5000, 1, 1_000_000).describe(
    'Chat messages that one session takes in ten seconds; what is more, nobody could read.',
  ),
  CLAIMS_PER_ACCOUNT: whole(50, 1, 100_000).describe(
    'Claims by button that one account may make in ten seconds, beside those in the chat.',
  ),
  CLAIMS_PER_ADDRESS: whole(2000, 1, 1_000_000).describe(
    'Claims by button that may come from one address in ten seconds.',
  ),
  CLAIMS_PER_SESSION: whole(20_000, 1, 1_000_000).describe(
    'Claims by button that one session takes in ten seconds: the rush after an offer opens must fit in.',
  ),
  COMMANDS_PER_CONNECTION: whole(20, 1, 100_000).describe(
    'Commands that one socket may send in ten seconds, beside what is spoken into it.',
  ),
  REHEARSALS_PER_HOUR: whole(60, 1, 10_000).describe(
    'Scripts that the hosts of one session may have translated in an hour before they say them.',
  ),
  REVIEW_HOOK_NETWORKS: networks.describe(
    'Private networks that review hooks may reach, as CIDR separated by commas. Without it they reach public addresses only.',
  ),
  WEBHOOK_NETWORKS: networks.describe(
    'Private networks that the webhooks of exporters may reach, as CIDR separated by commas. Without it they reach public addresses only.',
  ),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('The least severe log level that is written.'),
  SESSION_LOG_KEEP: whole(2000, 100, 100_000).describe('Entries of each channel kept for replay.'),
  FANOUT_TICK_MS: whole(50, 0, 1000).describe(
    'How long the hub gathers events for a busy audience before it writes one frame.',
  ),
  JOINS_PER_SECOND: whole(500, 1, 100_000).describe(
    'How many viewers one realtime node lets in each second; the others wait in order, or are asked to come back.',
  ),
  JOINS_PER_ADDRESS: whole(2000, 1, 1_000_000).describe(
    'Sockets and event streams that may be opened from one address in ten seconds: a hall or a whole mobile network may be behind it.',
  ),
  PRESENCE_SECONDS: whole(2, 1, 60).describe(
    'How often a realtime node reports its viewers; they are forgotten after four times that.',
  ),
  LANGUAGE_IDLE_SECONDS: whole(60, 0, 3600).describe(
    'How long a language is still translated after its last viewer left.',
  ),
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
  SPEECH_ENGINE: z
    .enum(['openai', 'whisper-cpp', 'deepgram', 'vosk', 'webhook'])
    .optional()
    .describe('What recognises speech; without it the house hears nobody. It needs SPEECH_URL.'),
  SPEECH_URL: url('http', 'https', 'ws', 'wss')
    .optional()
    .describe(
      'Where that recogniser is: its base with version for openai, a ws: or wss: address for deepgram and vosk.',
    ),
  SPEECH_API_KEY: z
    .string()
    .optional()
    .describe('API key for the recogniser, if it wants one; for webhook the secret that signs (whsec_ and base64).'),
  SPEECH_MODEL: z.string().optional().describe('Model of the recogniser, for openai and deepgram.'),
  SPEECH_REGION: region.describe('Where that recogniser hears, when that is not on your premises.'),
  SPEECH_PARTIALS: onOff('on').describe(
    'Whether viewers see what is recognised while a sentence goes on; the recogniser then hears its beginning several times.',
  ),
  FFMPEG_PATH: z.string().default('ffmpeg').describe('The ffmpeg that decodes WebM from browsers; PCM needs none.'),
  VIDEO_HLS_URL: z
    .string()
    .regex(/^https?:\/\/[^\s'";,]*\{name\}[^\s'";,]*$/, 'must be an http: or https: address with {name} in it')
    .optional()
    .describe(
      'Where browsers find the HLS playlist of a session, such as https://video.example.org/hls/{name}.m3u8. Without it there is no video.',
    ),
  VIDEO_WHEP_URL: z
    .string()
    .regex(/^https?:\/\/[^\s'";,]*\{name\}[^\s'";,]*$/, 'must be an http: or https: address with {name} in it')
    .optional()
    .describe(
      'Where browsers ask for the same video by WHEP, such as https://video.example.org/{name}/whep: pictures come within half a second. Where that fails they play VIDEO_HLS_URL.',
    ),
  VIDEO_PUBLISH_URL: url('rtmp', 'rtmps', 'srt', 'rtsp', 'http', 'https')
    .optional()
    .describe('Where hosts publish, as they are told it beside their stream key: rtmp://video.example.org/live.'),
  VIDEO_HOOK_SECRET: z
    .string()
    .min(16)
    .max(200)
    .optional()
    .describe('What a media server adds to the address of its hooks (docs/video.md). Without it none is believed.'),
  VIDEO_SILENCE_SECONDS: whole(30, 2, 3600).describe(
    'When a media server has said nothing of a video for so long, the video is taken as off.',
  ),
  LIVEKIT_API_KEY: secret.describe('API key of the LiveKit server whose webhooks are believed.'),
  LIVEKIT_API_SECRET: secret.describe('Secret of that key.'),
  PAYMENT_PROVIDERS: list
    .prefault('sandbox')
    .pipe(z.array(PaymentProviderName).min(1))
    .describe(
      'Ways to pay that buyers are offered, separated by commas, the usual one first: sandbox, stripe, mobile-money, cash-on-delivery, bank-transfer.',
    ),
  PLATFORM_FEE_BASIS_POINTS: whole(0, 0, 5000).describe(
    'What the house keeps of each captured payment, in hundredths of a percent; refunds give their share of it back.',
  ),
  STRIPE_SECRET_KEY: z.string().min(8).optional().describe('Secret key of the Stripe account.'),
  STRIPE_WEBHOOK_SECRET: z
    .string()
    .min(8)
    .optional()
    .describe('Signing secret (whsec_…) of the Stripe webhook endpoint that points to /v1/payments/webhooks/stripe.'),
  STRIPE_API_BASE: url('http', 'https').optional().describe("Where Stripe's API is, if not at api.stripe.com."),
  STRIPE_CAPTURE: z
    .enum(['immediate', 'separate'])
    .default('immediate')
    .describe(
      'Whether Stripe takes the money at once, or first authorises it and takes it when the units are secured.',
    ),
  MOBILE_MONEY_URL: url('http', 'https')
    .optional()
    .describe('The mobile money API (MTN MoMo), such as https://proxy.momoapi.mtn.com.'),
  MOBILE_MONEY_USER: z.uuid().optional().describe('API user of the mobile money account.'),
  MOBILE_MONEY_API_KEY: z.string().optional().describe('API key of that user.'),
  MOBILE_MONEY_COLLECTION_KEY: z.string().optional().describe('Subscription key of its Collection product.'),
  MOBILE_MONEY_DISBURSEMENT_KEY: z
    .string()
    .optional()
    .describe('Subscription key of its Disbursement product, which sends refunds.'),
  MOBILE_MONEY_ENVIRONMENT: z.string().default('sandbox').describe('Its target environment, such as mtnrwanda.'),
  MOBILE_MONEY_CURRENCY: CurrencyCode.default('RWF').describe('The currency of its wallets.'),
  BANK_TRANSFER_ACCOUNT: z
    .string()
    .max(500)
    .optional()
    .describe('Whom buyers send transfers to, as they are shown it: name, bank, IBAN.'),
  BANK_TRANSFER_DAYS: whole(3, 1, 30).describe('How long the units are held for a buyer who pays by transfer.'),
  DEMO: onOff('off').describe('Seed a demo into an empty database and keep its session live; standalone turns it on.'),
  DEMO_VIEWERS: onOff('on').describe('Let simulated viewers (marked as such) chat and buy in the demo session.'),
});
export type Settings = z.infer<typeof Settings>;
