import { lookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Agent, request } from 'undici';
import type { Settings } from '#libs/contracts';
import { SETTINGS } from '#libs/platform';
import { reachableNetworks } from './reachable-networks.js';

/** More is no answer to a yes-or-no question. Bytes. */
const longestAnswer = 4096;

/**
 * Calls servers that hosts name. The address that a name leads to is judged when the connection is made, so that a name
 * can not change its mind in between; redirects are not followed.
 */
@Injectable()
export class HookCaller implements OnApplicationShutdown {
  readonly #mayReach: (address: string) => boolean;
  readonly #agent: Agent;

  constructor(@Inject(SETTINGS) { REVIEW_HOOK_NETWORKS }: Settings) {
    this.#mayReach = reachableNetworks(REVIEW_HOOK_NETWORKS);
    this.#agent = new Agent({ connections: 50, maxResponseSize: longestAnswer, connect: { lookup: this.#lookup } });
  }

  onApplicationShutdown(): Promise<void> {
    return this.#agent.destroy();
  }

  /** False for an address in numbers that is not public. Names are judged when they are called. */
  mayCall(url: string): boolean {
    const { hostname } = new URL(url);
    const host = hostname.replaceAll(/^\[|\]$/g, '');
    return isIP(host) === 0 || this.#mayReach(host);
  }

  /**
   * Posts JSON and reads JSON.
   *
   * @throws Error when there is no answer in time, or none of status 2xx in JSON, or the server may not be called
   */
  async post(url: string, headers: Record<string, string>, body: string, timeoutMs: number): Promise<unknown> {
    if (!this.mayCall(url)) throw new Error('the address is not public');
    const signal = AbortSignal.timeout(timeoutMs);
    const answer = await request(url, { method: 'POST', headers, body, signal, dispatcher: this.#agent });
    if (answer.statusCode >= 200 && answer.statusCode < 300) return answer.body.json();
    await answer.body.dump();
    throw new Error('the answer is not of status 2xx');
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
