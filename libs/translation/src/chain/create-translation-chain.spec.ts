import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { EngineStub } from '../../testing/engine-stub.js';
import { createTranslationChain } from './create-translation-chain.js';

const limits = () => ({ deadline: Date.now() + 5000, signal: new AbortController().signal });

describe('the chain that the settings describe', () => {
  it('is empty without settings: everything stays in the language of the source', async () => {
    const chain = await createTranslationChain({ TRANSLATION_MEMORY_FILES: [] });
    expect(chain.engines).toEqual([]);
    expect(await chain.translate(['tea'], 'en', 'es', limits())).toMatchObject([{ text: 'tea', engine: 'source' }]);
  });

  it('asks the memory first, then the engines', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'silkcast-chain-'));
    const file = join(folder, 'tea.tmx');
    const variants = '<tuv xml:lang="en"><seg>tea</seg></tuv><tuv xml:lang="es"><seg>té</seg></tuv>';
    await writeFile(file, `<tmx version="1.4"><header/><body><tu>${variants}</tu></body></tmx>`);
    const engine = await EngineStub.start(({ path }) =>
      path === '/languages' ? { body: '[{"code":"en","targets":["es"]}]' } : { body: '{"translatedText":["leche"]}' },
    );
    try {
      const chain = await createTranslationChain({
        TRANSLATION_MEMORY_FILES: [file],
        LIBRETRANSLATE_URL: engine.url,
        APERTIUM_URL: engine.url,
      });
      expect(chain.engines).toEqual(['memory', 'libretranslate', 'apertium']);
      expect(await chain.translate(['tea', 'milk'], 'en', 'es', limits())).toEqual([
        { text: 'té', engine: 'memory', machine: false, flags: [] },
        { text: 'leche', engine: 'libretranslate', machine: true, flags: [] },
      ]);
    } finally {
      await engine.close();
      await rm(folder, { recursive: true });
    }
  });

  it('does not begin with a memory file that can not be read', async () => {
    await expect(createTranslationChain({ TRANSLATION_MEMORY_FILES: ['/nowhere/tea.tmx'] })).rejects.toMatchObject({
      code: 'translation.bad-memory-file',
    });
  });
});
