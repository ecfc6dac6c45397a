import { describe, expect, it } from '@jest/globals';
import { reachableNetworks } from './reachable-networks.js';

const mayReach = reachableNetworks([]);

describe('a server that a stranger names', () => {
  it.each(['93.184.215.14', '172.32.0.1', '2606:2800:21f:cb07:6820:80da:af6b:8b2c', '::ffff:93.184.215.14'])(
    'may be called at %s',
    (address) => expect(mayReach(address)).toBe(true),
  );

  it.each([
    '127.0.0.1',
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '169.254.169.254',
    '172.16.0.1',
    '192.168.1.1',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '64:ff9b::7f00:1',
    'fd00::1',
    'fe80::1',
    '2001:db8::1',
    '2002:7f00:1::',
    'ff02::1',
    'localhost',
  ])('may not be called at %s', (address) => expect(mayReach(address)).toBe(false));

  it('may be called in a network that the operator allows, and in no other', () => {
    const mayReachOurs = reachableNetworks(['10.20.0.0/16', 'fd00:1::/32']);
    const addresses = ['10.20.3.4', '::ffff:10.20.3.4', 'fd00:1::5', '10.21.0.1', 'fd00:2::5', '127.0.0.1'];
    expect(addresses.map(mayReachOurs)).toEqual([true, true, true, false, false, false]);
  });
});
