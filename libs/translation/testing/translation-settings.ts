import { Settings } from '#libs/contracts';

/** The settings that an operator's environment gives, with those that no translation needs filled in. */
export const settingsOf = (environment: Record<string, string>): Settings =>
  Settings.parse({ DATABASE_URL: 'postgresql://nowhere/x', TOKEN_SIGNING_KEY: 'x'.repeat(43), ...environment });
