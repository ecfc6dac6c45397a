import type { Bench } from '../cells/bench.js';
import { Child } from '../processes/child.js';
import { cores } from '../processes/cores.js';
import { usageOf } from '../processes/usage.js';
import type { TextsCommands } from '../texts.process.js';
import { playLive } from './live.js';
import { languages } from './script.js';
import type { Stage } from './stage.js';

/** How long each scene is measured, and how slow the engines are that a session is tried with, in milliseconds. */
export type Measure = { seconds: number; latenciesMs: readonly number[] };
/** One thing that is measured on the stage. */
export type TranslationScene = (stage: Stage, bench: Bench, measure: Measure) => Promise<void>;

const chatPerSecond = 20;

const percentile = (ascending: readonly number[], share: number): number =>
  ascending[Math.min(ascending.length - 1, Math.floor(ascending.length * share))] ?? Number.NaN;
const ms = (value: number): string => `${value.toFixed(0)} ms`;

/** One session in twelve languages: how much later than the engine a final is there. */
export const live: TranslationScene = async (stage, bench, { seconds, latenciesMs }) => {
  for (const latencyMs of latenciesMs) await liveAt(latencyMs, seconds, stage, bench);
};

async function liveAt(latencyMs: number, seconds: number, stage: Stage, bench: Bench): Promise<void> {
  const scene = { latencyMs, seconds, chatPerSecond, repeating: false };
  const { finals, missing, fallbacks, overheadsMs, atReadersMs, engine } = await playLive(stage, scene);
  if (missing > 0) bench.complain(`${missing} finals did not arrive with an engine of ${latencyMs} ms`);
  const [p50, p99] = [percentile(overheadsMs, 0.5), percentile(overheadsMs, 0.99)];
  const [readerP50, readerP99] = [percentile(atReadersMs, 0.5), percentile(atReadersMs, 0.99)];
  const [calls, texts] = [engine.finalCalls / finals, engine.finals / finals];
  bench.note({
    [`overheadP50Ms.${latencyMs}ms`]: p50,
    [`overheadP99Ms.${latencyMs}ms`]: p99,
    [`readerOverheadP50Ms.${latencyMs}ms`]: readerP50,
    [`readerOverheadP99Ms.${latencyMs}ms`]: readerP99,
    [`engineCallsPerFinal.${latencyMs}ms`]: calls,
    [`engineTextsPerFinal.${latencyMs}ms`]: texts,
    [`fallbacks.${latencyMs}ms`]: fallbacks,
  });
  bench.print(
    `Engine of ${latencyMs} ms: ${finals} finals x ${languages.length} languages, ${chatPerSecond} messages/s beside; beyond the ` +
      `engine p50 ${ms(p50)}, p99 ${ms(p99)}; at the reader p50 ${ms(readerP50)}, p99 ${ms(readerP99)}; ` +
      `${calls.toFixed(1)} calls and ${texts.toFixed(1)} texts a final; ${fallbacks} in the source`,
  );
  if (texts > languages.length) bench.complain('a final was given to engines more often than there are languages');
}

/** A chat that repeats itself: how much of it no engine is asked for. */
export const cache: TranslationScene = async (stage, bench, { seconds }) => {
  const { chat, engine } = await playLive(stage, { latencyMs: 0, seconds, chatPerSecond, repeating: true });
  const hitRate = 1 - (engine.texts - engine.finals) / chat;
  bench.note({ cacheHitRate: hitRate });
  bench.print(`A chat that repeats itself: ${chat} translations, ${(hitRate * 100).toFixed(1)} % without an engine`);
};

/** As many texts as a worker takes, next to a queue that does nothing with as many jobs. */
export const saturation: TranslationScene = async (stage, bench, { seconds }) => {
  await stage.engine.ask('begin', { latencyMs: 0 });
  const { session, readers } = await stage.openRoom();
  readers.leave();
  const producer = new Child<TextsCommands>('texts.process.ts', cores.load, stage.house.settings);
  const idle = new Child<TextsCommands>('texts.process.ts', cores.server, stage.house.settings);
  try {
    await producer.ask('translate', { sessionId: session.id, seconds: 3 });
    const before = usageOf(stage.worker.pid).cpuSeconds;
    const { done: texts, lost } = await producer.ask('translate', { sessionId: session.id, seconds });
    const cpuMs = ((usageOf(stage.worker.pid).cpuSeconds - before) * 1000) / texts;
    await idle.ask('bareWork');
    await producer.ask('bareAdd', { seconds: 3, atOnce: 1 });
    const bare = await producer.ask('bareAdd', { seconds, atOnce: 1 });
    const pipelined = await producer.ask('bareAdd', { seconds, atOnce: 10 });
    await idle.ask('bareRest');
    bench.note({
      textsPerSecond: texts / seconds,
      bareJobsPerSecond: bare / seconds,
      pipelinedJobsPerSecond: pipelined / seconds,
      vsBareBullMq: texts / bare,
      textsLeftOut: lost,
      workerCpuMsPerText: cpuMs,
    });
    bench.print(
      `Saturated: ${Math.round(texts / seconds)} texts/s (${cpuMs.toFixed(3)} ms of the worker's CPU each); bare BullMQ ` +
        `${Math.round(bare / seconds)} jobs/s (${Math.round(pipelined / seconds)} in tens); ${(texts / bare).toFixed(2)}x; ` +
        `${lost} texts left out`,
    );
  } finally {
    await Promise.all([producer.end(), idle.end()]);
  }
};
