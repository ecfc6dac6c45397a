import { setTimeout as pause } from 'node:timers/promises';
import { EngineStub, type StubRequest } from './engine-stub.js';

type Call = { texts: string[]; to: string };

const codes = ['en', 'es', 'sw', 'fr'];
const languages = JSON.stringify(codes.map((code) => ({ code, name: code, targets: codes })));

/**
 * A LibreTranslate server whose mood a test sets. The translation of a text is the text in brackets of its language:
 * `es[tea]`.
 */
export class WillingEngine {
  readonly calls: Call[] = [];
  /** How long it takes for a call, by its texts; `Infinity` hangs. Milliseconds. */
  takes: (call: Call) => number = () => 0;
  /** What it makes of a text, when that is something else. */
  says: ((text: string) => string) | undefined;

  private constructor(private readonly stub: EngineStub) {}

  static async start(): Promise<WillingEngine> {
    const stub = await EngineStub.start(() => 'hang up');
    const engine = new WillingEngine(stub);
    stub.behave((request) => engine.#answer(request));
    return engine;
  }

  get url(): string {
    return this.stub.url;
  }

  /** How often it was asked for a text that holds these words. */
  asked(words: string): number {
    return this.calls.flatMap(({ texts }) => texts).filter((text) => text.includes(words)).length;
  }

  close(): Promise<void> {
    return this.stub.close();
  }

  async #answer({ path, body }: StubRequest) {
    if (path !== '/translate') return { body: languages };
    const { q, target } = JSON.parse(body) as { q: string | string[]; target: string };
    const call = { texts: [q].flat(), to: target };
    this.calls.push(call);
    const ms = this.takes(call);
    if (ms === Number.POSITIVE_INFINITY) return 'hang';
    await pause(ms);
    return { body: JSON.stringify({ translatedText: call.texts.map(this.says ?? ((text) => `${target}[${text}]`)) }) };
  }
}
