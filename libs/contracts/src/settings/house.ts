import { z } from 'zod';
import { onOff, url, list, whole } from './values.js';

/** Where the house is, what it stands on and what it signs with. */
export const houseSettings = {
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
};
