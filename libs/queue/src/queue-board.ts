import { Injectable } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { jobTable } from '#libs/contracts';
import type { BoardAnswers } from './board-answers.js';
import { Queues } from './queues.js';

const names = [...new Set(Object.values(jobTable).map(({ queue }) => queue))];

/** Bull Board, to look at the queues and no more: jobs without their texts, and nothing that changes one. */
@Injectable()
export class QueueBoard {
  constructor(private readonly queues: Queues) {}

  /**
   * `open` before the first question. Loaded by whoever serves it: every process leaves jobs, one kind shows them.
   *
   * @param basePath where it is served, without a slash at the end
   */
  async at(basePath: string): Promise<{ answers: BoardAnswers; open: () => void }> {
    const { bullBoard } = await import('./bull-board.js');
    return bullBoard(basePath, () => names.map((name) => this.queues.named(name) as Queue));
  }
}
