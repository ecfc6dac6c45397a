import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Queue, Worker } from 'bullmq';
import { channels } from '#libs/contracts';
import { DatabaseModule } from '#libs/database';
import { loadSettings, PlatformModule } from '#libs/platform';
import { QueueModule } from '#libs/queue';
import { SessionLog, SessionLogModule } from '#libs/session-log';
import { RequestTranslation, TranslationModule } from '#libs/translation';
import { answer } from './processes/commands.js';
import { aMessage, languages } from './translation/script.js';

@Module({})
class Texts {}

const settings = loadSettings();
const connection = { url: settings.REDIS_URL ?? '' };
const house = NestFactory.createApplicationContext(
  {
    module: Texts,
    imports: [PlatformModule.with(settings), DatabaseModule, SessionLogModule, QueueModule, TranslationModule],
  },
  { logger: false },
);

/** Texts or jobs that wait at a time: enough to keep a worker busy, too few to be late. */
const window = 1500;
/** Texts that have not come after so long will not: the worker has left them out. Milliseconds. */
const lostMs = 3000;

/** Asks for chat translations as the house does, as fast as a worker takes them. `lost`: those it left out. */
async function translate(sessionId: string, seconds: number): Promise<{ done: number; lost: number }> {
  const app = await house;
  const [request, log] = [app.get(RequestTranslation, { strict: false }), app.get(SessionLog, { strict: false })];
  const told = languages.map((lang) => channels.chatIn(lang));
  const doneSoFar = async () => {
    const { seqs } = await log.heads(sessionId, told);
    return Object.values(seqs).reduce((sum, seq) => sum + seq, 0);
  };
  const before = await doneSoFar();
  const end = performance.now() + seconds * 1000;
  let [asked, done, lost, progressAt] = [0, 0, 0, performance.now()];
  while (performance.now() < end) {
    for (; asked - lost - done < window; asked += languages.length) ask(request, sessionId, asked);
    await pause(10);
    const doneNow = (await doneSoFar()) - before;
    const late = performance.now() - progressAt > lostMs;
    if (late) lost = asked - doneNow;
    if (late || doneNow > done) progressAt = performance.now();
    done = doneNow;
  }
  return { done, lost };
}

function ask(request: RequestTranslation, sessionId: string, n: number): void {
  const now = Date.now();
  const message = randomUUID();
  request.want(
    languages.map((to, rank) => ({
      sessionId,
      from: 'en',
      to,
      priority: 'viewer-chat' as const,
      rank,
      text: {
        kind: 'message' as const,
        message,
        text: aMessage(n),
        byStaff: false,
        receivedAt: now,
        deadlineAt: now + settings.TRANSLATION_DEADLINE_MS,
      },
    })),
  );
}

/**
 * What a queue costs by itself: a job that does nothing for each text, added when the text comes. Each language is added
 * by itself, one text after the other; `atOnce` of them ride together.
 */
async function bareAdd(seconds: number, atOnce: number): Promise<number> {
  const queue = new Queue('bare', { connection, prefix: '{bare}', defaultJobOptions: { removeOnComplete: true } });
  const end = performance.now() + seconds * 1000;
  let added = 0;
  const addOne = async () => {
    const texts = Array.from({ length: atOnce }, () => aMessage(added++));
    await Promise.all(texts.map((text) => queue.add('text', { text })));
  };
  const addAll = async () => {
    while (performance.now() < end) await addOne();
  };
  await Promise.all(languages.map(addAll));
  const left = await queue.getWaitingCount();
  while ((await queue.getWaitingCount()) > 0) await pause(5);
  await queue.close();
  return added - left;
}

let worker: Worker | undefined;

/** A process that asks for texts, or does nothing with jobs. */
const commands = {
  translate: ({ sessionId, seconds }: { sessionId: string; seconds: number }) => translate(sessionId, seconds),
  bareAdd: ({ seconds, atOnce }: { seconds: number; atOnce: number }) => bareAdd(seconds, atOnce),
  async bareWork() {
    worker = new Worker('bare', async () => {}, { connection, prefix: '{bare}', concurrency: 100 });
    await worker.waitUntilReady();
  },
  bareRest: () => worker?.close(),
};
export type TextsCommands = typeof commands;

answer(commands);
