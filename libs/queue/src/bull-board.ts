import { createRequire } from 'node:module';
import path from 'node:path';
import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import type { Job, Queue } from 'bullmq';
import { BoardAnswers } from './board-answers.js';
import { shownData, shownFailure } from './shown-job.js';

const uiBasePath = path.dirname(createRequire(import.meta.url).resolve('@bull-board/ui/package.json'));
const uiConfig = { boardTitle: 'Silkcast', hideRedisDetails: true, hideDocsLink: true, showWorkers: false };

/** Bull Board reads what a job failed of past its formatters, so it is given jobs that do not tell it. */
class RedactedQueue extends BullMQAdapter {
  override async getJob(id: string) {
    const job = await super.getJob(id);
    return job && redacted(job);
  }

  override async getJobs(...range: Parameters<BullMQAdapter['getJobs']>) {
    return (await super.getJobs(...range)).map(redacted);
  }
}

function redacted(job: Job): Job {
  const told = job.toJSON();
  const { type, frames } = shownFailure(told.stacktrace?.at(-1));
  const failed = told.failedReason !== undefined && told.failedReason !== '';
  const kept = {
    ...told,
    data: shownData(told.data),
    returnvalue: null,
    progress: 0,
    failedReason: failed ? type : undefined,
    stacktrace: failed ? [[type, ...frames].join('\n')] : [],
  };
  return Object.create(job, { toJSON: { value: () => kept } }) as Job;
}

/** @param queues asked for when somebody wants to see them first: until then none is connected to */
export function bullBoard(basePath: string, queues: () => Queue[]): { answers: BoardAnswers; open: () => void } {
  const answers = new BoardAnswers(basePath);
  const board = createBullBoard({ queues: [], serverAdapter: answers, options: { uiBasePath, uiConfig } });
  let isOpen = false;
  const open = () => {
    if (isOpen) return;
    isOpen = true;
    board.replaceQueues(queues().map((queue) => new RedactedQueue(queue, { readOnlyMode: true })));
  };
  return { answers, open };
}
