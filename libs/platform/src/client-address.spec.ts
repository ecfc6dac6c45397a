import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { clientAddress } from './client-address.js';

/** A request as its peer sent it. */
const aRequest = (remoteAddress: string | undefined, forwarded?: string) =>
  ({
    socket: { remoteAddress },
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
  }) as unknown as IncomingMessage;

const proxies = ['10.0.0.0/8', '2001:db8::1'];

describe('the address a request comes from', () => {
  it.each([
    ['is the peer, whatever it says, when no proxy is trusted', [], '10.0.0.1', '203.0.113.9', '10.0.0.1'],
    ['is the peer when it is no trusted proxy', proxies, '192.0.2.1', '203.0.113.9', '192.0.2.1'],
    ['is what a trusted proxy says', proxies, '10.0.0.1', '203.0.113.9', '203.0.113.9'],
    [
      'is what a trusted proxy with an IPv4-mapped address says',
      proxies,
      '::ffff:10.0.0.1',
      '2001:db8::9',
      '2001:db8::9',
    ],
    ['is not what a client told the proxy', proxies, '10.0.0.1', '198.51.100.1, 203.0.113.9', '203.0.113.9'],
    ['is found behind a row of proxies', proxies, '10.0.0.1', '203.0.113.9, 2001:db8::1', '203.0.113.9'],
    ['is the proxy when it says nothing', proxies, '10.0.0.1', undefined, '10.0.0.1'],
    ['is unknown when the peer is gone', proxies, undefined, '203.0.113.9', undefined],
  ])('%s', (_what, TRUSTED_PROXIES, peer, forwarded, address) => {
    expect(clientAddress({ TRUSTED_PROXIES })(aRequest(peer, forwarded))).toBe(address);
  });
});
