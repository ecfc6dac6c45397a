import type { INestApplicationContext } from '@nestjs/common';
import { UnrecoverableError } from 'bullmq';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import type { JobPriority, Settings } from '#libs/contracts';
import { eventually } from '../../../tests/support/eventually.js';
import { openFeatures, quietSettings } from '../../../tests/support/feature.js';
import { OwnDatabase } from '../../../tests/support/own-database.js';
import { OwnRedis } from '../../../tests/support/own-redis.js';
import { OwnRedisCluster } from '../../../tests/support/own-redis-cluster.js';
import { JobRecord, recordingJobs } from '../../../tests/support/recording-jobs.js';
import { JobQueue } from './job-queue.js';
import { QueueDesk } from './queue-desk.js';

const aPayment = (over: { id?: string; priority?: JobPriority } = {}) => {
  const paymentId = uuidv7();
  return {
    name: 'deliver-sandbox-webhook' as const,
    data: { paymentId, decision: 'approve' as const },
    options: { id: paymentId, priority: 'viewer-chat' as const, ...over },
  };
};
const paymentsIn = (record: JobRecord) => record.done.map(({ data }) => 'paymentId' in data && data.paymentId);

const byText = (a: unknown, b: unknown) => String(a).localeCompare(String(b));

const startRedis = async (store: string): Promise<OwnRedis | OwnRedisCluster | undefined> => {
  if (store === 'PostgreSQL') return undefined;
  return store === 'Redis' ? OwnRedis.start() : OwnRedisCluster.start();
};

// All places that BullMQ keeps its jobs in must behave the same.
describe.each(['PostgreSQL', 'Redis', 'Redis Cluster'])('the job queue on %s', (store) => {
  let database: OwnDatabase;
  let redis: OwnRedis | OwnRedisCluster | undefined;
  let settings: Settings;
  const open: INestApplicationContext[] = [];

  beforeAll(async () => {
    database = await OwnDatabase.create();
    redis = await startRedis(store);
    settings = quietSettings({ DATABASE_URL: database.url, ...(redis && { REDIS_URL: redis.url }) });
  });
  afterEach(async () => {
    for (const process of open.splice(0)) await process.close();
  });
  afterAll(async () => {
    await redis?.stop();
    await database.drop();
  });

  async function aProducer() {
    const process = await openFeatures([], settings);
    open.push(process);
    return process.get(JobQueue);
  }
  async function aWorker(during?: JobRecord['during']) {
    const record = new JobRecord();
    if (during) record.during = during;
    const process = await openFeatures([recordingJobs(record)], settings);
    open.push(process);
    return { record, close: () => process.close() };
  }

  it('gives each job to one of several workers, also when it was added many times', async () => {
    const [queue, one, other] = [await aProducer(), await aWorker(), await aWorker()];
    const jobs = Array.from({ length: 20 }, () => aPayment());
    await Promise.all([queue.addAll(jobs), queue.addAll(jobs), queue.addAll(jobs)]);
    const done = () => [...paymentsIn(one.record), ...paymentsIn(other.record)];
    await eventually('all are done', () => done().length >= 20);
    await queue.addAll(jobs);
    const last = aPayment();
    await queue.addAll([last]);
    await eventually('the last is done', () => done().includes(last.data.paymentId));
    expect(done().toSorted(byText)).toEqual([...jobs, last].map(({ data }) => data.paymentId).toSorted(byText));
  });

  it('runs what waits by priority', async () => {
    const queue = await aProducer();
    const priorities: JobPriority[] = ['archive', 'viewer-chat', 'correction', 'caption-final'];
    const jobs = priorities.map((priority) => aPayment({ priority, id: `${priority}-${uuidv7()}` }));
    await queue.addAll(jobs);
    const { record } = await aWorker();
    await eventually('all are done', () => record.done.length === jobs.length);
    const inOrder = [2, 3, 1, 0].map((at) => jobs[at]?.data.paymentId);
    expect(paymentsIn(record)).toEqual(inOrder);
  });

  it('tries a job again after it failed, and says which attempt it is', async () => {
    const queue = await aProducer();
    const { record } = await aWorker(({ attempt }) =>
      attempt < 3 ? Promise.reject(new Error('not yet')) : Promise.resolve(),
    );
    await queue.addAll([aPayment()]);
    await eventually('the third attempt', () => record.done.length === 3);
    expect(record.done.map(({ attempt, lastAttempt }) => ({ attempt, lastAttempt }))).toEqual([
      { attempt: 1, lastAttempt: false },
      { attempt: 2, lastAttempt: false },
      { attempt: 3, lastAttempt: false },
    ]);
  });

  it('tells what was given up, nothing of why but the kind of error, and tries it again once', async () => {
    const [queue, desk] = [await aProducer(), (open.at(-1) as INestApplicationContext).get(QueueDesk)];
    const { record } = await aWorker(() => Promise.reject(new UnrecoverableError('Amina said no')));
    const job = aPayment();
    await queue.addAll([job]);
    const failed = async () => (await desk.failed('payments', 10)).find(({ id }) => id === job.options.id);
    await eventually('it is given up', async () => (await failed()) !== undefined);
    expect(await failed()).toMatchObject({ name: job.name, attempts: 1, error: 'UnrecoverableError' });
    expect(JSON.stringify(await failed())).not.toContain('Amina');
    expect((await desk.counts()).find(({ name }) => name === 'payments')).toMatchObject({ failed: 1 });

    record.during = () => Promise.resolve();
    const asked: string[] = [];
    const retry = () => desk.retry('payments', job.options.id, async () => asked.push('before'));
    await retry();
    await eventually('it is done', () => record.done.length === 2);
    await eventually('nothing is given up any more', async () => (await failed()) === undefined);
    await expect(retry()).rejects.toMatchObject({ code: 'job.not-failed' });
    expect(asked).toEqual(['before']);
  });

  it('ends a job that is under way before the process goes', async () => {
    let ended = false;
    const { record, close } = await aWorker(async () => {
      await new Promise((resolve) => setTimeout(resolve, 200));
      ended = true;
    });
    await (await aProducer()).addAll([aPayment()]);
    await eventually('it is under way', () => record.done.length > 0);
    await close();
    expect(ended).toBe(true);
  });

  it('takes no job that does not have the expected form', async () => {
    const queue = await aProducer();
    const bad = { ...aPayment(), data: { paymentId: 'none', decision: 'approve' as const } };
    await expect(queue.addAll([bad])).rejects.toMatchObject({ issues: [{ path: ['paymentId'] }] });
    const { record } = await aWorker();
    const good = aPayment();
    await queue.addAll([good]);
    await eventually('the good one is done', () => record.done.length > 0);
    expect(paymentsIn(record)).toEqual([good.data.paymentId]);
  });
});
