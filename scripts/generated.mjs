// Writes what is made of the code: the descriptions of the HTTP API and of the realtime protocol, the page of settings
// and the example of an environment. `--check` writes nothing and fails with the names of what is stale. It needs no
// database.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as prettier from 'prettier';
import { asyncApi } from './asyncapi.mjs';
import { explain } from './explain-error.mjs';
import { prepare } from './prepare.mjs';
import { inProject, isMain } from './project.mjs';
import { environmentExample, settingsPage } from './settings-pages.mjs';

const outputs = {
  'docs/openapi.json': openApi,
  'docs/asyncapi.json': async () => JSON.stringify(asyncApi(await import('#libs/contracts'))),
  'docs/settings.md': async () => settingsPage(await settingsSchema()),
  '.env.example': async () => environmentExample(await settingsSchema()),
};

/** Made by the application itself, which is composed but not started: nothing connects to anything. */
async function openApi() {
  await import('reflect-metadata');
  const { createApiDescription } = await import('../dist/apps/api/src/index.js');
  return JSON.stringify(await createApiDescription());
}

async function settingsSchema() {
  const { Settings } = await import('#libs/contracts');
  const { z } = await import('zod');
  return z.toJSONSchema(Settings, { io: 'input', unrepresentable: 'any' });
}

/** As `npm run format` would leave it, so that formatting does not make it stale. */
async function formatted(file, text) {
  const { inferredParser } = await prettier.getFileInfo(inProject(file));
  if (inferredParser === null) return text;
  return prettier.format(text, { ...(await prettier.resolveConfig(inProject(file))), filepath: file });
}

function current(file) {
  try {
    return readFileSync(inProject(file), 'utf8');
  } catch {
    return undefined;
  }
}

async function main() {
  await prepare();
  const checkOnly = process.argv.includes('--check');
  const stale = [];
  for (const [file, make] of Object.entries(outputs)) {
    const text = await formatted(file, await make());
    if (text === current(file)) continue;
    stale.push(file);
    if (checkOnly) continue;
    mkdirSync(path.dirname(inProject(file)), { recursive: true });
    writeFileSync(inProject(file), text);
  }
  if (!checkOnly) return console.log(stale.length > 0 ? `Wrote ${stale.join(', ')}.` : 'Everything is fresh.');
  if (stale.length === 0) return;
  console.error(`Stale: ${stale.join(', ')}. Run node scripts/generated.mjs and commit the result.`);
  process.exitCode = 1;
}

if (isMain(import.meta)) {
  main().catch((error) => {
    console.error(explain(error));
    process.exitCode = 1;
  });
}
