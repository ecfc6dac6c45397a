import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { answersOf } from '../../../testing/answers.js';
import { BergamotEngine } from './bergamot-engine.js';
import { BergamotProvider } from './bergamot.provider.js';

describe('Bergamot', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'silkcast-bergamot-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function aModel(pair: string, files: readonly string[]) {
    await mkdir(join(folder, pair));
    await Promise.all(files.map((file) => writeFile(join(folder, pair, file), 'not a model')));
  }
  const usual = (pair: string) => [
    `model.${pair}.intgemm.alphas.bin`,
    `lex.50.50.${pair}.s2t.bin`,
    `vocab.${pair}.spm`,
  ];

  it('runs its WebAssembly in a thread of this process', async () => {
    const engine = new BergamotEngine([]);
    try {
      const thread = await engine.boot();
      expect(await thread.call('hasTranslationModel', { from: 'en', to: 'es' })).toBe(false);
    } finally {
      await engine.close();
    }
  });

  it.each([
    ['there is no folder', 'nowhere', 'the folder can not be read'],
    ['no model is in it', '', 'no model is in that folder'],
  ])('says so in one sentence when %s', async (_what, path, reason) => {
    await aModel('enfr', ['model.enfr.bin']);
    await aModel('notes', usual('notes'));
    await expect(BergamotProvider.open(join(folder, path))).rejects.toMatchObject({
      name: 'SettingsError',
      message: expect.stringContaining(reason),
    });
  });

  it('offers the pairs that its models serve, and those by way of English', async () => {
    await aModel('enes', usual('enes'));
    await aModel('fr-en', ['model.fren.intgemm8.bin', 'lex.fren.bin', 'srcvocab.fren.spm', 'trgvocab.fren.spm']);
    const provider = await BergamotProvider.open(folder);
    const known = (from: string, to: string) => provider.supports(from, to);
    expect(await Promise.all([known('en-GB', 'es'), known('fr', 'en'), known('fr', 'es-MX')])).toEqual([
      true,
      true,
      true,
    ]);
    expect(await Promise.all([known('es', 'en'), known('es', 'fr')])).toEqual([false, false]);
    await expect(answersOf(provider, ['tea'], ['es', 'fr'])).rejects.toMatchObject({
      code: 'translation.pair-unsupported',
    });
  });

  it('fails as a provider does with a model that is none, and as often as it is asked', async () => {
    await aModel('enes', usual('enes'));
    const provider = await BergamotProvider.open(folder);
    try {
      for (const text of ['tea', 'milk']) {
        await expect(answersOf(provider, [text], ['en', 'es'])).rejects.toMatchObject({
          code: 'translation.provider-bad-answer',
          provider: 'bergamot',
        });
      }
    } finally {
      await provider.close();
    }
  });
});
