import { setTimeout as pause } from 'node:timers/promises';
import { audit } from '../support/audit.js';
import { aShow, aViewer } from '../support/builders.js';
import { eventually } from '../support/eventually.js';
import { House } from '../support/house.js';
import { OwnPostgres } from '../support/own-postgres.js';
import { seeded } from './seeded.js';
import { Shopper, type Told } from './shopper.js';

/** What was found when a sale was over that processes were killed in. `wrong` is empty, or it is a fault. */
export interface FlashReport {
  seed: number;
  kills: string[];
  answered: number;
  confirmedOrders: number;
  wrong: string[];
}

const shoppers = 12;
/** Fewer than all of them want together: there is a line, and who stands in it is promoted. */
const units = 40;
const settings = {
  CLAIMS_PER_ACCOUNT: '100000',
  CLAIMS_PER_ADDRESS: '1000000',
  CLAIMS_PER_SESSION: '1000000',
  COMMANDS_PER_CONNECTION: '100000',
  JOINS_PER_ADDRESS: '1000000',
};
/** How long the house may take after the last kill until nothing is under way any more. */
const settleMs = 90_000;

/**
 * A flash sale in which the API, the realtime nodes, the worker and PostgreSQL are killed (SIGKILL) at random moments
 * and come back. Shoppers ask until they are answered; in the end everything they were told must be so.
 */
export async function flashKills(options: { seed: number; kills: number }): Promise<FlashReport> {
  const random = seeded(options.seed);
  const before = process.env.DATABASE_URL;
  const postgres = await OwnPostgres.start();
  process.env.DATABASE_URL = postgres.url;
  try {
    const house = await House.open('scaled', settings);
    try {
      return { seed: options.seed, ...(await sale(house, postgres, options.kills, random)) };
    } finally {
      await house.stop();
    }
  } finally {
    process.env.DATABASE_URL = before;
    postgres.stop();
  }
}

async function sale(house: House, postgres: OwnPostgres, count: number, random: () => number) {
  const show = await aShow(house, { onHand: units, offer: { maxPerBuyer: 1000 } });
  const crowd = await Promise.all(
    Array.from({ length: shoppers }, async (_, at) => {
      const person = await aViewer(house);
      const seat = await person.join(show.session.id, 'en', at % 2 === 0 ? 0 : 1);
      return new Shopper(person, seat, show, random);
    }),
  );
  const stop = new AbortController();
  const shopping = crowd.map((shopper) => shopper.shop(stop.signal));
  const kills: string[] = [];
  for (let kill = 0; kill < count; kill += 1) {
    await pause(200 + random() * 800);
    kills.push(await killOne(house, postgres, random));
  }
  await pause(500);
  stop.abort();
  await Promise.all(shopping);

  const unsettled = await eventually('nothing is under way', () => isSettled(house), settleMs).then(
    () => [],
    () => ['payments or events that are still under way'],
  );
  const told = crowd.flatMap((shopper) => shopper.told.map((one) => ({ ...one, buyerId: shopper.accountId })));
  const { confirmed } = await house.database.row<{ confirmed: number }>(
    `SELECT count(*)::int AS confirmed FROM sale_order WHERE state = 'confirmed'`,
  );
  return {
    kills,
    answered: told.length,
    confirmedOrders: confirmed,
    wrong: [...unsettled, ...(await audit(house.database)), ...(await broken(house, told))],
  };
}

async function killOne(house: House, postgres: OwnPostgres, random: () => number): Promise<string> {
  const [api, first, second] = house.processes;
  const victims = [
    { name: 'api', process: api },
    { name: 'realtime', process: random() < 0.5 ? first : second },
    { name: 'worker', process: house.worker },
    { name: 'postgresql', process: undefined },
  ];
  const victim = victims[Math.floor(random() * victims.length)];
  const away = random() * 700;
  if (victim?.process === undefined) {
    postgres.vanish();
    await pause(away);
    await postgres.comeBack();
    return 'postgresql';
  }
  await victim.process.kill();
  await pause(away);
  await victim.process.startAgain();
  return victim.name;
}

const isSettled = async ({ database }: House): Promise<boolean> => {
  const { open } = await database.row<{ open: number }>(
    `SELECT ((SELECT count(*) FROM payment p JOIN sandbox_payment s ON s.id = p.id
        WHERE p.state IN ('pending', 'authorised', 'unknown', 'refunding'))
      + (SELECT count(*) FROM outbox_event WHERE delivered_at IS NULL))::int AS open`,
  );
  return open === 0;
};

type Kept = { buyerId: string; key: string; id: string; outcome: string; holdId: string | null; isThere: boolean };

/** What somebody was told and is not so: each claim has one outcome, and what was told to be held is a hold. */
async function broken({ database }: House, told: readonly (Told & { buyerId: string })[]): Promise<string[]> {
  const kept = await database.query<Kept>(
    `SELECT c.buyer_id AS "buyerId", c.source_key AS key, c.id, c.outcome, c.hold_id AS "holdId", h.id IS NOT NULL AS "isThere"
     FROM claim c LEFT JOIN hold h ON h.id = c.hold_id AND h.buyer_id = c.buyer_id`,
  );
  const byKey = new Map<string, Kept[]>();
  for (const one of kept)
    byKey.set(`${one.buyerId} ${one.key}`, [...(byKey.get(`${one.buyerId} ${one.key}`) ?? []), one]);
  return told.flatMap(({ buyerId, key, outcome }) => {
    const [claim, ...more] = byKey.get(`${buyerId} key:${key}`) ?? [];
    if (claim === undefined) return ['an acknowledged claim that is missing'];
    if (more.length > 0) return ['a claim that was decided twice'];
    if (claim.id !== outcome.claim) return ['a claim that was told under another id'];
    const hold = 'hold' in outcome ? outcome.hold : null;
    return hold !== null && !(claim.isThere && claim.holdId === hold.id)
      ? ['an acknowledged hold that is missing']
      : [];
  });
}
