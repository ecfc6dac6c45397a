import { setTimeout as pause } from 'node:timers/promises';
import type { EngineTotals } from '../engine.process.js';
import { type Arrival, Readers } from './readers.js';
import { aFinal, aMessage, aUsualMessage, languages } from './script.js';
import type { Stage } from './stage.js';

export type Scene = { latencyMs: number; seconds: number; chatPerSecond: number; repeating: boolean };
/** `overheads` beyond the engine's own time, ascending, in milliseconds: at the house, and at the reader. */
export type LiveFigures = {
  finals: number;
  missing: number;
  fallbacks: number;
  overheadsMs: number[];
  atReadersMs: number[];
  engine: EngineTotals;
  chat: number;
};

/** How long the last texts may take to arrive, beside the engine's time. */
const patienceMs = 3000;

/** A final each second and a chat beside it, read in twelve languages. */
export async function playLive(stage: Stage, scene: Scene): Promise<LiveFigures> {
  await stage.engine.ask('begin', { latencyMs: 0 });
  const { session, readers } = await stage.openRoom();
  await stage.engine.ask('begin', scene);
  const said = new Map<string, number>();
  const chatting = chat(readers, scene);
  for (let n = 1; n <= scene.seconds; n += 1) {
    const next = pause(1000);
    const at = Date.now();
    said.set(await stage.say(session, aFinal(n)), at);
    await next;
  }
  await chatting;
  await pause(scene.latencyMs + patienceMs);
  readers.leave();
  return figuresOf(scene, said, readers.arrivals, await stage.engine.ask('totals'));
}

async function chat(readers: Readers, { seconds, chatPerSecond, repeating }: Scene): Promise<void> {
  const text = repeating ? aUsualMessage : aMessage;
  for (let n = 0; n < seconds * chatPerSecond; n += 1) {
    readers.write(n, text(n));
    await pause(1000 / chatPerSecond);
  }
}

function figuresOf(
  { latencyMs }: Scene,
  said: ReadonlyMap<string, number>,
  arrivals: readonly Arrival[],
  engine: EngineTotals,
): LiveFigures {
  const finals = arrivals.filter(({ kind, id }) => kind === 'final' && said.has(id));
  const translated = finals.filter(({ fallback }) => !fallback);
  const ascending = (values: number[]) => values.sort((a, b) => a - b);
  return {
    finals: said.size,
    missing: said.size * languages.length - new Set(finals.map(({ id, lang }) => `${id} ${lang}`)).size,
    fallbacks: finals.length - translated.length,
    overheadsMs: ascending(translated.map(({ lagMs }) => lagMs - latencyMs)),
    atReadersMs: ascending(translated.map(({ id, at }) => at - (said.get(id) ?? 0) - latencyMs)),
    engine,
    chat: arrivals.filter(({ kind }) => kind === 'chat').length,
  };
}
