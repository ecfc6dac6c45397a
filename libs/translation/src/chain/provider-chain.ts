import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TranslationFlag, TranslationRoute } from '#libs/contracts';
import { sameLanguage } from '../language-tag.js';
import { numbersDiffer } from '../number-guard/index.js';
import {
  isBlank,
  type ProvidedText,
  type TranslateOptions,
  type TranslationProvider,
} from '../translation-provider.js';
import { GuardedProvider, type GuardOptions } from './guarded-provider.js';
import { regionAllows } from './regions.js';
import { routeOf } from './routes.js';
import { type RaceOptions, TranslationRace } from './translation-race.js';

/** The engine of a text that nobody translated: readers get what was said. */
export const SOURCE_ENGINE = 'source';

export interface TranslatedText {
  text: string;
  /** Name of the provider, or `source`. */
  engine: string;
  /** Whether readers must be told that a machine wrote it. */
  machine: boolean;
  flags: readonly TranslationFlag[];
}

export interface ProviderChainOptions extends Partial<GuardOptions & RaceOptions> {
  /** Who is asked for which pair; a pair that no route names goes through all. People are always asked first. */
  routes?: readonly TranslationRoute[];
  /** How often those who were not there are asked again, when nobody else is left. */
  retries?: number;
}

export interface ChainTranslateOptions extends TranslateOptions {
  /** Providers that process texts elsewhere are not called; empty: all may be. */
  allowedRegions?: readonly string[];
}

const DEFAULTS = {
  timeoutMs: 4000,
  hedgeMs: 2000,
  personMs: 3000,
  failuresBeforeRest: 3,
  restMs: 10_000,
  retries: 1,
  routes: [],
  onOutcome: () => undefined,
} satisfies Required<ProviderChainOptions>;

const PAUSE_BEFORE_RETRY_MS = 200;

/**
 * Providers in order of trust: each is asked for what those before it did not translate in time, and what nobody
 * translated stays in the source language, flagged `source-fallback`. Numbers that changed are flagged
 * `number-mismatch`.
 */
export class ProviderChain {
  private readonly guarded: readonly GuardedProvider[];
  private readonly options: Required<ProviderChainOptions>;

  constructor(providers: readonly TranslationProvider[], options: ProviderChainOptions = {}) {
    this.options = { ...DEFAULTS, ...options };
    this.guarded = providers.map((provider) => new GuardedProvider(provider, this.options));
  }

  /** Names of the providers, first asked first. */
  get engines(): readonly string[] {
    return this.guarded.map(({ provider }) => provider.capability.name);
  }

  /** One result for each text, in order, by the deadline. Rejects only with the signal's reason, when that aborts. */
  async translate(
    texts: readonly string[],
    from: string,
    to: string,
    { allowedRegions = [], ...options }: ChainTranslateOptions,
  ): Promise<readonly TranslatedText[]> {
    options.signal.throwIfAborted();
    // Many calls side by side listen to it: that is no leak.
    setMaxListeners(0, options.signal);
    const readable = sameLanguage(from, to);
    const needed = [...texts.keys()].filter((at) => !readable && !isBlank(texts[at] ?? ''));
    const { hedgeMs, personMs, retries } = this.options;
    const race = new TranslationRace(texts, from, to, { ...options, hedgeMs, personMs });
    await race.run(this.planFor(from, to, allowedRegions), needed);
    for (let retry = 0; retry < retries && race.worthAnotherTry.size > 0; retry += 1) {
      if (needed.every((at) => race.won.has(at)) || Date.now() + PAUSE_BEFORE_RETRY_MS > options.deadline) break;
      const again = [...race.worthAnotherTry];
      race.worthAnotherTry.clear();
      await pause(options.signal);
      await race.run(again, needed);
    }
    return texts.map((text, at) => {
      const won = race.won.get(at);
      if (won === undefined) return { ...asWritten(text), flags: needed.includes(at) ? ['source-fallback'] : [] };
      const { name, machine, checksNumbers } = won.by.provider.capability;
      const flags = checksNumbers ? won.answer.flags : flagsOf(won.answer, text, from, to);
      return { text: won.answer.text, engine: name, machine, flags };
    });
  }

  private planFor(from: string, to: string, allowedRegions: readonly string[]): readonly GuardedProvider[] {
    const allowed = this.guarded.filter(({ provider }) => regionAllows(allowedRegions, provider.capability.region));
    const route = routeOf(this.options.routes, from, to);
    if (route === undefined) return allowed;
    const people = allowed.filter(({ provider }) => provider.capability.person === true);
    const named = route.flatMap((name) => allowed.filter(({ provider }) => provider.capability.name === name));
    return [...new Set([...people, ...named])];
  }
}

/** Rejects with the signal's reason. */
async function pause(signal: AbortSignal): Promise<void> {
  await sleep(PAUSE_BEFORE_RETRY_MS, undefined, { signal }).catch(() => signal.throwIfAborted());
}

const asWritten = (text: string) => ({ text, engine: SOURCE_ENGINE, machine: false });

function flagsOf(answer: ProvidedText, source: string, from: string, to: string): readonly TranslationFlag[] {
  return numbersDiffer(source, from, answer.text, to)
    ? [...new Set<TranslationFlag>([...answer.flags, 'number-mismatch'])]
    : answer.flags;
}
