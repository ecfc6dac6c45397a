import type { Job } from 'bullmq';
import type { FailedJob, QueueName } from '#libs/contracts';

/** What of a job's data says where it belongs and nothing of what anybody said. Everything else stays hidden. */
const shown = ['sessionId', 'from', 'to', 'priority', 'rank', 'paymentId', 'copies'] as const;

/** The data of a job as operators may see it: ids and languages, and of a list how long it is. */
export function shownData(data: unknown): Record<string, unknown> {
  if (typeof data !== 'object' || data === null) return {};
  const fields = data as Record<string, unknown>;
  const kept = shown.filter((name) => name in fields).map((name) => [name, fields[name]] as const);
  const lengths = Object.entries(fields).flatMap(([name, value]) =>
    Array.isArray(value) ? [[name, value.length]] : [],
  );
  return Object.fromEntries([...kept, ...lengths]);
}

/** Name of the error and where it came from. Its message is left out: a library may have put a text into it. */
export function shownFailure(stack: string | undefined): { type: string; frames: string[] } {
  const [first = '', ...rest] = stack?.split('\n') ?? [];
  const type = /^(?:Uncaught )?([A-Za-z][\w.]*)(?=[:\s]|$)/.exec(first)?.[1] ?? 'Error';
  return { type, frames: rest.filter((line) => /^\s+at /.test(line)).map((line) => line.trim()) };
}

export const failedJobOf = (queue: QueueName, job: Job): FailedJob => ({
  id: job.id ?? '',
  queue,
  name: job.name,
  attempts: job.attemptsMade,
  addedAt: new Date(job.timestamp).toISOString(),
  failedAt: job.finishedOn === undefined ? null : new Date(job.finishedOn).toISOString(),
  error: shownFailure(job.stacktrace?.at(-1)).type,
});
