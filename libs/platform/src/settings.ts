import { Settings } from '#libs/contracts';

/** The injection token of the settings: `@Inject(SETTINGS) settings: Settings`. */
export const SETTINGS = Symbol('settings');

/** A wrong setting, told in one sentence that names it. The value is left out: it may be a secret. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/**
 * Reads the settings; the only place that looks at the environment. `defaults` are an app's own, below what the
 * environment says. An empty variable counts as absent, as in a `.env` file with nothing behind the equals sign.
 *
 * @throws SettingsError when one is missing or wrong
 */
export function loadSettings(
  defaults: Record<string, string> = {},
  environment: NodeJS.ProcessEnv = process.env,
): Settings {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const result = Settings.safeParse({ ...defaults, ...given });
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const name = issue?.path.join('.') ?? 'A setting';
  const missing = given[name] === undefined;
  throw new SettingsError(
    `The setting ${name} ${missing ? 'is missing' : `is wrong: ${issue?.message}`} (see docs/settings.md).`,
  );
}

/** Where browsers and payment providers reach the API, without a slash at the end. */
export const publicUrl = (settings: Settings): string =>
  (settings.PUBLIC_URL ?? `http://${settings.HOST}:${settings.PORT}`).replace(/\/$/, '');

/** Where browsers reach a realtime node, as a `ws:` or `wss:` URL without a slash at the end. */
export const realtimeUrl = (settings: Settings): string =>
  (settings.REALTIME_PUBLIC_URL ?? publicUrl(settings).replace(/^http/, 'ws')).replace(/\/$/, '');

/** The web origins that may use the API and open sockets. */
export const allowedOrigins = (settings: Settings): ReadonlySet<string> =>
  new Set([new URL(publicUrl(settings)).origin, ...settings.ALLOWED_ORIGINS]);
