import { z } from 'zod';

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
  REVIEW_HOOK_NETWORKS: networks.describe(
    'Private networks that review hooks may reach, as CIDR separated by commas. Without it they reach public addresses only.',
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
  TRANSLATION_MEMORY_FILES: list.describe('TMX files, separated by commas, that the translation memory reads.'),
  LIBRETRANSLATE_URL: url('http', 'https').optional().describe('A LibreTranslate server.'),
  LIBRETRANSLATE_API_KEY: z.string().optional().describe('API key for that server, if it wants one.'),
  APERTIUM_URL: url('http', 'https').optional().describe('An Apertium APY server.'),
  DEMO: onOff('off').describe('Seed a demo into an empty database and keep its session live; standalone turns it on.'),
  DEMO_VIEWERS: onOff('on').describe('Let simulated viewers (marked as such) chat and buy in the demo session.'),
});
export type Settings = z.infer<typeof Settings>;
