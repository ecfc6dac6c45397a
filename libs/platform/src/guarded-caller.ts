import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { Agent, request } from 'undici';
import { reachableNetworks, reachableUrl } from './reachable-networks.js';

export type GuardedAnswer = { status: number; body: string };

/**
 * Calls servers that strangers name. The address that a name leads to is judged when the connection is made, so that a
 * name can not change its mind in between; redirects are not followed, and a long answer is an error.
 */
export class GuardedCaller {
  readonly #mayReach: (address: string) => boolean;
  readonly #agent: Agent;

  /**
   * @param exceptions private networks (CIDR) that may be called all the same
   * @param longestAnswer in bytes
   */
  constructor(exceptions: readonly string[], longestAnswer: number) {
    this.#mayReach = reachableNetworks(exceptions);
    this.#agent = new Agent({ connections: 50, maxResponseSize: longestAnswer, connect: { lookup: this.#lookup } });
  }

  close(): Promise<void> {
    return this.#agent.destroy();
  }

  /** False for an address in numbers that is not public. Names are judged when they are called. */
  mayCall(url: string): boolean {
    return reachableUrl(url, this.#mayReach);
  }

  /** @throws Error when there is no answer in time, when it is too long, or when the server may not be called */
  async post(url: string, headers: Record<string, string>, body: string, timeoutMs: number): Promise<GuardedAnswer> {
    if (!this.mayCall(url)) throw new Error('the address is not public');
    const signal = AbortSignal.timeout(timeoutMs);
    const answer = await request(url, { method: 'POST', headers, body, signal, dispatcher: this.#agent });
    return { status: answer.statusCode, body: await answer.body.text() };
  }

  readonly #lookup: LookupFunction = (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error !== null) callback(error, '', 0);
      else if (first === undefined || !addresses.every(({ address }) => this.#mayReach(address)))
        callback(new Error('the name leads to an address that is not public'), '', 0);
      else if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}
