import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { SettingsError } from '#libs/platform';
import type { TranslationProvider } from '../translation-provider.js';

/**
 * A provider that an operator wrote: an ES module that exports `provider`, or `createProvider()` which gives one. It
 * runs inside the process and is trusted as the settings are that name it.
 *
 * @param module.name what it must call itself; any name without it
 * @throws SettingsError
 */
export async function openOwnModule({ name, path }: { name?: string; path: string }): Promise<TranslationProvider> {
  const exported = await load(path);
  const made: unknown =
    typeof exported.createProvider === 'function' ? await exported.createProvider() : exported.provider;
  if (!isProvider(made)) {
    throw new SettingsError(
      `The module ${path} exports neither a \`provider\` nor a \`createProvider\` that gives one.`,
    );
  }
  if (name !== undefined && made.capability.name !== name) {
    throw new SettingsError(`The provider ${name} calls itself ${made.capability.name} in its capability.`);
  }
  return made;
}

async function load(path: string): Promise<Record<string, unknown>> {
  try {
    return (await import(pathToFileURL(resolve(path)).href)) as Record<string, unknown>;
  } catch (cause) {
    throw new SettingsError(`The module ${path} can not be loaded.`, { cause });
  }
}

function isProvider(made: unknown): made is TranslationProvider {
  if (typeof made !== 'object' || made === null) return false;
  const { capability, supports, translate } = made as Partial<TranslationProvider>;
  return (
    typeof capability?.name === 'string' &&
    Number.isInteger(capability.maxBatch) &&
    typeof supports === 'function' &&
    typeof translate === 'function'
  );
}
