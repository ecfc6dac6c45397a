import type { IncomingMessage } from 'node:http';
import proxyAddr from '@fastify/proxy-addr';
import type { Settings } from '#libs/contracts';

/** From which address a request comes; `undefined` when its peer is gone already. */
export type ClientAddress = (request: IncomingMessage) => string | undefined;

/**
 * For requests that Fastify does not see (upgrades), by the rule that Fastify goes by: the address of the peer, and where
 * that is a trusted proxy what its X-Forwarded-For says, read from the end up to the first address that is not trusted.
 */
export function clientAddress({ TRUSTED_PROXIES }: Pick<Settings, 'TRUSTED_PROXIES'>): ClientAddress {
  const isTrusted = proxyAddr.compile(TRUSTED_PROXIES);
  return (request) => proxyAddr(request, isTrusted);
}
