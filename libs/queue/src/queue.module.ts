import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { JobQueue } from './job-queue.js';
import { JobRunner } from './job-runner.js';
import { QueueBoard } from './queue-board.js';
import { QueueDesk } from './queue-desk.js';
import { Queues } from './queues.js';

/** For every process: leaving jobs, and looking at them. */
@Global()
@Module({ providers: [JobQueue, QueueBoard, QueueDesk, Queues], exports: [JobQueue, QueueBoard, QueueDesk] })
export class QueueModule {}

/** For workers: running them. */
@Module({ imports: [DiscoveryModule], providers: [JobRunner] })
export class JobRunnerModule {}
