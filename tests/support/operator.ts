import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { HttpClient } from '#libs/client';
import { Tokens } from '#libs/contracts';
import { createPostgresBackend, Queue, withBackend } from 'bullmq';
import { inProject } from '../../scripts/project.mjs';
import { aPerson, password } from './builders.js';
import type { House } from './house.js';

const run = promisify(execFile);

/** What somebody signs in with whom the command of the house has made an operator. */
export async function anOperator(house: House): Promise<{ email: string; password: string }> {
  const email = `operator-${crypto.randomUUID()}@example.test`;
  await aPerson(house, { email, displayName: 'Odile' });
  const env = { ...process.env, DATABASE_URL: house.database.url };
  await run(process.execPath, [inProject('scripts/operator.mjs'), 'add', email], { env });
  return { email, password };
}

/** The access token of somebody who signs in. */
export async function signedIn(house: House, who: { email: string; password: string }): Promise<string> {
  const { accessToken } = await new HttpClient(house.url).send({
    method: 'POST',
    path: '/tokens',
    body: who,
    answer: Tokens,
  });
  return accessToken;
}

/** Leaves a job that no worker can read, so that it is given up at once. It is put where the house keeps its jobs. */
export async function aHopelessJob(house: House, id: string, words: string, delay = 0): Promise<void> {
  const connectionString = house.database.url;
  const queue =
    house.redis === null
      ? new (withBackend(createPostgresBackend).Queue)('translation', {
          connection: { connectionString, schema: 'bullmq', max: 1 },
        })
      : new Queue('translation', { connection: { url: house.redis.url }, prefix: 'silkcast:{queue:translation}' });
  try {
    await queue.add('translate-texts', { sessionId: id, texts: [words] }, { jobId: id, delay });
  } finally {
    await queue.close();
  }
}
