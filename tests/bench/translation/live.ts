import { setTimeout as pause } from 'node:timers/promises';
import type { Session } from '#libs/contracts';
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
/** The same for those of the warm-up. */
const settleMs = 500;
/** Seconds before the measured ones: a house that has translated nothing yet opens connections and compiles. */
const warmUp = 5;
/** Nothing is said or written twice, in whichever scene: it would come from the cache. */
let [finalsSoFar, messagesSoFar] = [0, 0];

/** A final each second and a chat beside it, read in twelve languages. */
export async function playLive(stage: Stage, scene: Scene): Promise<LiveFigures> {
  const { session, readers } = await stage.openRoom();
  await stage.engine.ask('begin', scene);
  await Promise.all([talk(stage, session, warmUp), chat(readers, { ...scene, seconds: warmUp, repeating: false })]);
  await pause(scene.latencyMs + settleMs);
  await stage.engine.ask('begin', scene);
  const before = readers.arrivals.length;
  const chatting = chat(readers, scene);
  const said = await talk(stage, session, scene.seconds);
  await chatting;
  await pause(scene.latencyMs + patienceMs);
  readers.leave();
  return figuresOf(scene, said, readers.arrivals.slice(before), await stage.engine.ask('totals'));
}

/** Says a sentence each second; when each was said, by segment. */
async function talk(stage: Stage, session: Session, seconds: number): Promise<Map<string, number>> {
  const said = new Map<string, number>();
  for (let second = 0; second < seconds; second += 1) {
    const next = pause(1000);
    const at = Date.now();
    said.set(await stage.say(session, aFinal((finalsSoFar += 1))), at);
    await next;
  }
  return said;
}

async function chat(readers: Readers, { seconds, chatPerSecond, repeating }: Scene): Promise<void> {
  const text = repeating ? aUsualMessage : aMessage;
  for (let n = 0; n < seconds * chatPerSecond; n += 1) {
    readers.write(n, text((messagesSoFar += 1)));
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
