import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DomainError, type ErrorCode, type Problem } from '#libs/contracts';
import { asProblem } from '#libs/platform';
import {
  type Attempt,
  type FirstAnswer,
  IdempotentRequestsStore,
  type RequestName,
} from './idempotent-requests.store.js';

/** What a request did, the first time or now: its body, or why it was refused. */
export type Answer = { replayed: boolean; body: unknown } | { replayed: true; refusal: DomainError };

/** How long a caller waits before it asks again for a request that goes on, in milliseconds. */
const askAgainMs = 1000;

/**
 * A request that is sent again has one effect and gets the first answer, for a day. Answers that say "not now" are not
 * kept: the next attempt is to do better.
 */
@Injectable()
export class IdempotentRequests {
  constructor(private readonly store: IdempotentRequestsStore) {}

  /**
   * @param content everything that makes it this request: address and body
   * @param status what the answer will have when all goes well
   * @throws DomainError `request.in-flight` or `request.key-reused`, and whatever `work` throws
   */
  async run(name: RequestName, content: string, status: number, work: () => Promise<unknown>): Promise<Answer> {
    const requestHash = createHash('sha256').update(content).digest('hex');
    const attempt = await this.store.begin(name, requestHash);
    if (attempt === null) return firstAnswer(await this.store.find(name), requestHash);
    let body: unknown;
    try {
      body = await work();
    } catch (error) {
      await this.#refused(attempt, asProblem(error)).catch(leftInFlight);
      throw error;
    }
    await this.store.finish(attempt, status, body).catch(leftInFlight);
    return { replayed: false, body };
  }

  #refused(attempt: Attempt, problem: Problem): Promise<void> {
    if (problem.status >= 500 || problem.retryable) return this.store.forget(attempt);
    return this.store.finish(attempt, problem.status, problem);
  }
}

/** What was done is done and is answered; only its repetition finds a request that never ended. */
const leftInFlight = () => {};

function firstAnswer(first: FirstAnswer | null, requestHash: string): Answer {
  if (first !== null && first.requestHash !== requestHash) throw new DomainError('request.key-reused');
  // null: it failed a moment ago and was forgotten
  if (first === null || first.status === null)
    throw new DomainError('request.in-flight', undefined, { retryAfterMs: askAgainMs });
  if (first.status < 400) return { replayed: true, body: first.body ?? undefined };
  const { code, detail, fields } = first.body as Problem & { code: ErrorCode };
  return { replayed: true, refusal: new DomainError(code, detail, fields === undefined ? {} : { fields }) };
}
