import { describe, expect, it } from '@jest/globals';
import { type JobName, jobTable } from '#libs/contracts';
import type { HandlesJob } from './job-handler.js';
import { oneHandlerEach } from './job-runner.js';

const handler: HandlesJob<JobName> = { handle: () => Promise.resolve() };
const all = (Object.keys(jobTable) as JobName[]).map((name) => [name, handler] as const);

describe('a worker', () => {
  it('starts when every job has its one handler', () => {
    expect([...oneHandlerEach(all).keys()]).toEqual(Object.keys(jobTable));
  });

  it('refuses to start when a job has no handler', () => {
    expect(() => oneHandlerEach(all.slice(1))).toThrow('The job translate-texts has 0 handlers; it needs exactly one.');
  });

  it('refuses to start when a job has two', () => {
    expect(() => oneHandlerEach([...all, ['translate-texts', handler]])).toThrow(
      'The job translate-texts has 2 handlers; it needs exactly one.',
    );
  });
});
