import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Settings } from '#libs/contracts';
import { GuardedCaller, SETTINGS } from '#libs/platform';

/** More is no answer to a yes-or-no question. Bytes. */
const longestAnswer = 4096;

/** Calls the review hooks that hosts name. */
@Injectable()
export class HookCaller implements OnApplicationShutdown {
  readonly #caller: GuardedCaller;

  constructor(@Inject(SETTINGS) { REVIEW_HOOK_NETWORKS }: Settings) {
    this.#caller = new GuardedCaller(REVIEW_HOOK_NETWORKS, longestAnswer);
  }

  onApplicationShutdown(): Promise<void> {
    return this.#caller.close();
  }

  /** False for an address in numbers that is not public. Names are judged when they are called. */
  mayCall(url: string): boolean {
    return this.#caller.mayCall(url);
  }

  /**
   * Posts JSON and reads JSON.
   *
   * @throws Error when there is no answer in time, or none of status 2xx in JSON, or the server may not be called
   */
  async post(url: string, headers: Record<string, string>, body: string, timeoutMs: number): Promise<unknown> {
    const answer = await this.#caller.post(url, headers, body, timeoutMs);
    if (answer.status >= 200 && answer.status < 300) return JSON.parse(answer.body) as unknown;
    throw new Error('the answer is not of status 2xx');
  }
}
