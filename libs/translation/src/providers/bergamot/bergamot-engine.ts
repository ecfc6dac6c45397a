import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { ModelFiles } from './model-folder.js';
import { WasmThread } from './wasm-thread.js';

type Pair = Pick<ModelFiles, 'from' | 'to'>;

const Translated = z.array(z.object({ target: z.object({ text: z.string() }) }));

/** Models and the thread that translates with them. A model is loaded when its pair is first asked for. */
export class BergamotEngine {
  private thread: WasmThread | undefined;
  private ready: Promise<unknown> = Promise.resolve();
  private readonly loaded = new Map<string, Promise<unknown>>();
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly models: readonly ModelFiles[]) {}

  /** Loads the WebAssembly, when that has not been done or the thread has ended. */
  async boot(): Promise<WasmThread> {
    if (this.thread === undefined || this.thread.isOver) {
      this.thread = new WasmThread();
      this.loaded.clear();
      this.ready = this.thread.call('initialize', { cacheSize: 0 });
    }
    const { thread } = this;
    await this.ready;
    return thread;
  }

  /** One batch at a time; a batch whose caller gave up while it waited is not begun. */
  translate(texts: readonly string[], from: string, to: string, signal: AbortSignal): Promise<readonly string[]> {
    const turn = this.last.then(async () => {
      signal.throwIfAborted();
      const thread = await this.boot();
      const models = this.way(from, to);
      for (const model of models) await this.load(thread, model);
      const answers = await thread.call('translate', {
        models: models.map((model) => ({ from: model.from, to: model.to })),
        texts: texts.map((text) => ({ text, html: false, qualityScores: false })),
      });
      return Translated.parse(answers).map(({ target }) => target.text);
    });
    this.last = turn.catch(() => undefined);
    return turn;
  }

  async close(): Promise<void> {
    await this.thread?.close();
  }

  private way(from: string, to: string): readonly ModelFiles[] {
    const between = (pair: Pair) => this.models.filter((model) => model.from === pair.from && model.to === pair.to);
    const [direct] = between({ from, to });
    if (direct !== undefined) return [direct];
    return [...between({ from, to: 'en' }).slice(0, 1), ...between({ from: 'en', to }).slice(0, 1)];
  }

  private load(thread: WasmThread, { from, to, ...files }: ModelFiles): Promise<unknown> {
    const key = `${from} ${to}`;
    const loading =
      this.loaded.get(key) ?? this.read(files).then((read) => thread.call('loadTranslationModel', { from, to }, read));
    this.loaded.set(key, loading);
    loading.catch(() => this.loaded.delete(key));
    return loading;
  }

  private async read({ model, lex, vocabs }: Omit<ModelFiles, keyof Pair>) {
    const bytes = async (path: string) => {
      const { buffer, byteOffset, byteLength } = await readFile(path);
      return buffer.slice(byteOffset, byteOffset + byteLength);
    };
    return {
      model: await bytes(model),
      shortlist: await bytes(lex),
      vocabs: await Promise.all(vocabs.map(bytes)),
      qualityModel: null,
      // Models of this name were made for another arithmetic than the engine's default.
      config: model.endsWith('intgemm8.bin') ? { 'gemm-precision': 'int8shiftAll' } : {},
    };
  }
}
