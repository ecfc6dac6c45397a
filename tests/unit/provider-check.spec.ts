import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { EngineStub, type StubAnswer, type StubRequest } from '../../libs/translation/testing/engine-stub.js';

async function providerCheck(args: readonly string[], environment: Record<string, string> = {}) {
  const child = spawn(
    process.execPath,
    ['--conditions=source', '--import', './scripts/typescript.mjs', 'scripts/provider-check.ts', ...args],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: process.env['PATH'], ...environment } },
  );
  const [output, errors, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { output, errors, code: code as number };
}

function aLibreTranslate({ path, body }: StubRequest): StubAnswer {
  if (path === '/languages') return { body: '[{"code":"en","targets":["sw"]}]' };
  const { q } = JSON.parse(body) as { q: string[] };
  return { body: JSON.stringify({ translatedText: q.map((each) => `sw ${each}`) }) };
}

describe('npm run provider:check', () => {
  it('asks an engine that the settings set up, and says that all is well', async () => {
    const stub = await EngineStub.start(aLibreTranslate);
    try {
      const { output, code } = await providerCheck(['libretranslate', '--to', 'sw'], { LIBRETRANSLATE_URL: stub.url });
      expect(output).toMatch(/^libretranslate: en to sw, at most 10 texts a call, on premises/);
      expect(output).not.toContain('BROKEN');
      expect(output).toMatch(/\n(\d+) of \1 promises kept\n$/);
      expect(code).toBe(0);
    } finally {
      await stub.close();
    }
  });

  it("names the promises that a user's own module breaks", async () => {
    const folder = await mkdtemp(join(tmpdir(), 'silkcast-provider-'));
    const module = join(folder, 'acme.mjs');
    await writeFile(
      module,
      `export const createProvider = async () => ({
         capability: { name: 'acme', machine: true, maxBatch: 3 },
         supports: async (from, to) => to === 'es',
         translate: async (texts) => texts.map((text) => ({ text: 'es ' + text.trim(), flags: [] })).reverse(),
       });`,
    );
    try {
      const { output, code } = await providerCheck([module]);
      expect(output).toMatch(/BROKEN .* answers every text, in the order asked/);
      expect(output).toMatch(/BROKEN .* does nothing after the deadline\n +Missing expected rejection/);
      expect(output).toMatch(/ok .* supports the pair/);
      expect(code).toBe(1);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('says what it needs when there is nothing to check', async () => {
    expect(await providerCheck([])).toMatchObject({ code: 2, errors: expect.stringMatching(/^Usage:/) });
    expect(await providerCheck(['deepl'], { APERTIUM_URL: 'http://127.0.0.1:1' })).toMatchObject({
      code: 2,
      errors: expect.stringMatching(/^The provider deepl is not set up; set up are: apertium /),
    });
  });
});
