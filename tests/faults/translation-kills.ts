import { setTimeout as pause } from 'node:timers/promises';
import { readableCaptions, sayCaption } from '#libs/client';
import type { SayCaption } from '#libs/contracts';
import { WillingEngine } from '../../libs/translation/testing/willing-engine.js';
import { aPerson, aLiveSession, aViewer } from '../support/builders.js';
import { eventually } from '../support/eventually.js';
import { House } from '../support/house.js';
import type { Person } from '../support/person.js';
import type { Seat } from '../support/seat.js';
import { seeded } from './seeded.js';

/** What became of the finals that the house said it had. */
export type KillsReport = {
  seed: number;
  kills: string[];
  /** How long the worker and Redis were away altogether, which nothing can be in time for. Milliseconds. */
  awayMs: Record<'worker' | 'redis', number>;
  acknowledged: number;
  /** Finals, by language, that are in no archive, or that a viewer of the language does not have. */
  lost: string[];
  /** Finals, as number and language, that were told as such more than once. */
  doubled: string[];
  /** Texts by how they ended: translated in time, translated late, or the source in their stead. */
  ended: Record<'inTime' | 'late' | 'source', number>;
};

const languages = ['es', 'sw'];
const sayEveryMs = 250;
/** How long the house may take after the last kill until everybody has everything. */
const patienceMs = 60_000;

/**
 * A host speaks four finals a second; meanwhile the worker and the Redis, which forgets everything, are killed at
 * random and come back. Every final that was acknowledged must reach every language, once.
 */
export async function translationKills(options: { kills: number; seed: number }): Promise<KillsReport> {
  const engine = await WillingEngine.start();
  const random = seeded(options.seed);
  engine.takes = () => random() * 300;
  const house = await House.open('scaled', { LIBRETRANSLATE_URL: engine.url, TRANSLATION_MEMORY_FILES: '' });
  try {
    const host = await aPerson(house);
    const session = await aLiveSession(host);
    const speaker = await host.join(session.id, 'en');
    const seats = await Promise.all(
      languages.map(async (lang, at) => (await aViewer(house, { lang })).join(session.id, lang, at === 0 ? 0 : 1)),
    );
    await speaker.until('everybody is served', ({ room }) =>
      languages.every((lang) => room?.languages.get(lang)?.value.state === 'live'),
    );
    const stop = new AbortController();
    const speaking = speak(host, session.id, stop.signal);
    const kills: string[] = [];
    const awayMs = { worker: 0, redis: 0 };
    for (let kill = 0; kill < options.kills; kill += 1) {
      await pause(300 + random() * 1500);
      const killed = random() < 0.5 ? 'worker' : 'redis';
      const since = performance.now();
      await killOne(house, killed, random() * 1500);
      awayMs[killed] += Math.round(performance.now() - since);
      kills.push(killed);
    }
    await pause(1000);
    stop.abort();
    const said = await speaking;
    const lost = () => missing(house, session.id, said, [speaker, ...seats]);
    const done = async () => (await lost()).length === 0;
    await eventually('all is told', done, patienceMs).catch(() => {
      // the report says what is missing
    });
    const { doubled, ended } = await tally(house, session.id);
    return { seed: options.seed, kills, awayMs, acknowledged: said.length, lost: await lost(), doubled, ended };
  } finally {
    await house.stop();
    await engine.close();
  }
}

async function killOne(house: House, which: 'worker' | 'redis', awayMs: number): Promise<void> {
  if (which === 'worker') {
    await house.worker.kill();
    await pause(awayMs);
    await house.worker.startAgain();
    return;
  }
  await house.redis?.vanish();
  await pause(awayMs);
  await house.redis?.comeBack();
}

/** Says one final after the other, each until it is acknowledged. */
async function speak(host: Person, sessionId: string, stop: AbortSignal): Promise<SayCaption[]> {
  const said: SayCaption[] = [];
  const pending: Promise<unknown>[] = [];
  for (let at = 0; !stop.aborted; at += 1) {
    const [t0, t1] = [at * sayEveryMs, (at + 1) * sayEveryMs];
    const caption = {
      segment: crypto.randomUUID(),
      lang: 'en',
      text: `Sentence ${at}.`,
      state: 'final' as const,
      t0,
      t1,
    };
    pending.push(acknowledged(host, sessionId, caption).then(() => said.push(caption)));
    await pause(sayEveryMs);
  }
  await Promise.all(pending);
  return said;
}

const acknowledged = (host: Person, sessionId: string, caption: SayCaption) =>
  eventually('the house has it', () => host.send(sayCaption(sessionId, caption)).catch(() => false), 30_000);

async function missing(
  house: House,
  sessionId: string,
  said: readonly SayCaption[],
  seats: readonly Seat[],
): Promise<string[]> {
  const archived = await house.database.query<{ segment: string; lang: string }>(
    `SELECT DISTINCT event ->> 'segment' AS segment, event ->> 'lang' AS lang FROM log_entry
     WHERE session_id = $1 AND event ->> 'type' = 'caption' AND event ->> 'text' <> ''`,
    [sessionId],
  );
  const inArchive = new Set(archived.map(({ segment, lang }) => `${segment} ${lang}`));
  return seats.flatMap((seat, index) => {
    const lang = ['en', ...languages][index] ?? '';
    const readable = new Set(readableCaptions(seat.state.captions, lang).map(({ segment }) => segment));
    return said.flatMap(({ segment, text }) => [
      ...(inArchive.has(`${segment} ${lang}`) ? [] : [`${text} ${lang}: not archived`]),
      ...(readable.has(segment) ? [] : [`${text} ${lang}: not read`]),
    ]);
  });
}

async function tally(house: House, sessionId: string): Promise<Pick<KillsReport, 'doubled' | 'ended'>> {
  const doubled = await house.database.query<{ n: number; lang: string }>(
    `SELECT (event ->> 'n')::int AS n, event ->> 'lang' AS lang FROM log_entry
     WHERE session_id = $1 AND event ->> 'type' = 'caption' AND event ->> 'state' = 'final'
     GROUP BY 1, 2 HAVING count(*) > 1`,
    [sessionId],
  );
  const [ended] = await house.database.query<KillsReport['ended']>(
    `SELECT (count(*) FILTER (WHERE engine <> 'source' AND NOT 'late' = ANY(flags)))::int AS "inTime",
       (count(*) FILTER (WHERE 'late' = ANY(flags)))::int AS late,
       (count(*) FILTER (WHERE engine = 'source'))::int AS source
     FROM caption_text WHERE session_id = $1`,
    [sessionId],
  );
  return {
    doubled: doubled.map(({ n, lang }) => `${n} ${lang}`),
    ended: ended ?? { inTime: 0, late: 0, source: 0 },
  };
}
