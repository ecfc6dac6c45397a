import type { ProviderCapability, TranslateOptions, TranslationProvider } from '../../translation-provider.js';
import { TranslationProviderError } from '../../translation.errors.js';
import { withinLimits } from '../call-limits.js';
import { EnginePairs } from '../engine-pairs.js';
import { translateNonBlank } from '../non-blank.js';
import { BergamotEngine } from './bergamot-engine.js';
import { findModels, type ModelFiles } from './model-folder.js';

const name = 'bergamot';

/**
 * https://browser.mt: the engine of Firefox's translations as WebAssembly, in a thread of this process. Nothing leaves
 * the house; models are files in a folder. Languages without a model of their own go by way of English.
 */
export class BergamotProvider implements TranslationProvider {
  readonly capability: ProviderCapability = { name, machine: true, maxBatch: 16 };
  private readonly pairs: EnginePairs;
  private engine: BergamotEngine | undefined;

  private constructor(private readonly models: readonly ModelFiles[]) {
    this.pairs = new EnginePairs({ provider: name, fetch: () => Promise.resolve(reachable(models)), tagOfCode: {} });
  }

  /** @throws SettingsError when there is no model in the folder */
  static async open(folder: string): Promise<BergamotProvider> {
    return new BergamotProvider(await findModels(folder));
  }

  async supports(from: string, to: string): Promise<boolean> {
    return (await this.pairs.find(from, to)) !== undefined;
  }

  translate(texts: readonly string[], from: string, to: string, options: TranslateOptions) {
    return withinLimits(name, options, async (signal) => {
      const { source, target } = await this.pairs.require(from, to);
      return translateNonBlank(name, texts, async (wanted) => {
        try {
          this.engine ??= new BergamotEngine(this.models);
          return await this.engine.translate(wanted, source, target, signal);
        } catch {
          signal.throwIfAborted();
          // A broken model or engine; what it says may quote the texts.
          throw new TranslationProviderError('translation.provider-bad-answer', name);
        }
      });
    });
  }

  /** Ends the thread. */
  async close(): Promise<void> {
    await this.engine?.close();
    this.engine = undefined;
  }
}

/** Every pair that a model serves, and those that two serve by way of English. */
function reachable(models: readonly ModelFiles[]) {
  const direct = models.map(({ from, to }) => ({ source: from, target: to }));
  const sources = models.filter(({ to }) => to === 'en').map(({ from }) => from);
  const targets = models.filter(({ from }) => from === 'en').map(({ to }) => to);
  const pivoted = sources.flatMap((source) =>
    targets.filter((target) => target !== source).map((target) => ({ source, target })),
  );
  return [...direct, ...pivoted];
}
