import { Controller, Get, Headers, Param, Post, Res } from '@nestjs/common';
import { Allow, Caller } from '#libs/accounts';
import { type Actor, FailedJobs, JobId, QueueNamed, type QueueName, Queues } from '#libs/contracts';
import { ReadQueues } from '#libs/operations';
import { Answers } from '../answers.decorator.js';
import { AnswersSecret } from '../idempotency/answers-secret.decorator.js';
import { BoardPass } from './board-pass.js';

type Reply = { header(name: 'set-cookie', value: string): unknown };

@Controller('v1/operate')
@Allow('operator')
export class QueuesController {
  constructor(
    private readonly queues: ReadQueues,
    private readonly pass: BoardPass,
  ) {}

  /** How many jobs of each queue wait, run, were done and were given up. */
  @Get('queues')
  @Answers(200, Queues)
  async list(): Promise<{ items: Awaited<ReturnType<ReadQueues['counts']>> }> {
    return { items: await this.queues.counts() };
  }

  /** The latest hundred that were given up, without what they were about. */
  @Get('queues/:queue/failed')
  @Answers(200, FailedJobs)
  async failed(@Param('queue', { schema: QueueNamed }) queue: QueueName) {
    return { items: await this.queues.failed(queue) };
  }

  /** Tries a job again that was given up. */
  @Post('queues/:queue/jobs/:job/retry')
  @Answers(204)
  retry(
    @Caller() actor: Actor,
    @Param('queue', { schema: QueueNamed }) queue: QueueName,
    @Param('job', { schema: JobId }) job: string,
  ): Promise<void> {
    return this.queues.retry(actor, queue, job);
  }

  /** A cookie that opens the board of the queues, for as long as the access token that asks for it. */
  @Post('board-pass')
  @AnswersSecret()
  @Answers(204)
  openBoard(@Headers('authorization') authorization: string, @Res({ passthrough: true }) reply: Reply): void {
    reply.header('set-cookie', this.pass.cookieOf(authorization.replace(/^Bearer +/i, '')));
  }
}
