import { z } from 'zod';
import { CountryCode, LanguageTag } from './language.js';
import { DisplayName, Id, Instant, Slug } from './primitives.js';

/** `person` has a password, `guest` only tokens, `operator` runs the house. */
export const AccountKind = z.enum(['person', 'guest', 'operator']);
export type AccountKind = z.infer<typeof AccountKind>;

export const Account = z
  .object({
    id: Id,
    kind: AccountKind,
    displayName: z.string(),
    lang: LanguageTag,
    country: CountryCode.nullable(),
    simulated: z.boolean(),
  })
  .meta({ id: 'Account' });
export type Account = z.infer<typeof Account>;

const Password = z.string().min(10).max(200);

export const RegisterAccount = z
  .object({
    email: z.email().max(254),
    password: Password,
    displayName: DisplayName,
    lang: LanguageTag,
    country: CountryCode.optional(),
  })
  .meta({ id: 'RegisterAccount' });
export type RegisterAccount = z.infer<typeof RegisterAccount>;

/** `simulated` marks a viewer that a program plays: everyone sees the mark. */
export const RegisterGuest = z
  .object({
    displayName: DisplayName,
    lang: LanguageTag,
    country: CountryCode.optional(),
    simulated: z.boolean().default(false),
  })
  .meta({ id: 'RegisterGuest' });
export type RegisterGuest = z.infer<typeof RegisterGuest>;

export const SignIn = z.object({ email: z.string().max(254), password: z.string().max(200) }).meta({ id: 'SignIn' });
export type SignIn = z.infer<typeof SignIn>;

export const RefreshTokens = z.object({ refreshToken: z.string().min(20).max(200) }).meta({ id: 'RefreshTokens' });

/** The access token is a JWT of a few minutes; the refresh token is opaque and works once. */
export const Tokens = z
  .object({ account: Account, accessToken: z.string(), expiresAt: Instant, refreshToken: z.string() })
  .meta({ id: 'Tokens' });
export type Tokens = z.infer<typeof Tokens>;

export const Exporter = z
  .object({ id: Id, slug: Slug, name: z.string(), country: CountryCode })
  .meta({ id: 'Exporter' });
export type Exporter = z.infer<typeof Exporter>;
export const CreateExporter = z
  .object({ slug: Slug, name: DisplayName, country: CountryCode })
  .meta({ id: 'CreateExporter' });
export type CreateExporter = z.infer<typeof CreateExporter>;

export const ApiKey = z
  .object({ id: Id, name: z.string(), prefix: z.string(), createdAt: Instant, lastUsedAt: Instant.nullable() })
  .meta({ id: 'ApiKey' });
export type ApiKey = z.infer<typeof ApiKey>;
export const CreateApiKey = z.object({ name: DisplayName }).meta({ id: 'CreateApiKey' });
/** `secret` is shown this once; only its hash is kept. */
export const NewApiKey = ApiKey.extend({ secret: z.string() }).meta({ id: 'NewApiKey' });
export type NewApiKey = z.infer<typeof NewApiKey>;

/** Who is calling, as every use case sees it. An API key acts for its exporter only. */
export type Actor =
  | { kind: 'anonymous' }
  | { kind: AccountKind; accountId: string; displayName: string; simulated: boolean }
  | { kind: 'api-key'; exporterId: string; apiKeyId: string };
export type SignedInActor = Extract<Actor, { accountId: string }>;

/** The id of the account, or of the API key; null for whoever says neither. */
export function actorId(actor: Actor): string | null {
  if (actor.kind === 'anonymous') return null;
  return actor.kind === 'api-key' ? actor.apiKeyId : actor.accountId;
}
