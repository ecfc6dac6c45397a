import { BlockList, isIP } from 'node:net';

/**
 * What is not the public internet (IANA special-purpose registries, RFC 6890): this machine, private and link-local
 * networks (cloud metadata lives there), documentation, benchmarks, multicast and what is reserved.
 */
const privateIPv4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
];
/** IPv6 is public in 2000::/3 only, less what tunnels to somewhere else (Teredo, 6to4), and documentation. */
const publicIPv6 = ['2000::/3'];
const privateIPv6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    list.addSubnet(address, Number(bits), isIP(address) === 6 ? 'ipv6' : 'ipv4');
  }
  return list;
}

const privateNetworks = listOf([...privateIPv4, ...privateIPv6]);
const publicNetworks = listOf(publicIPv6);

/**
 * Whether a server that strangers name may be called at an IP address.
 *
 * @param exceptions private networks (CIDR) that may be
 */
export function reachableNetworks(exceptions: readonly string[]): (address: string) => boolean {
  const allowed = listOf(exceptions);
  return (address) => {
    // an IPv4 address in the clothes of IPv6 is judged as what it is
    const plain = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
    const family = isIP(plain);
    if (family === 0) return false;
    if (allowed.check(plain, family === 6 ? 'ipv6' : 'ipv4')) return true;
    if (family === 4) return !privateNetworks.check(plain, 'ipv4');
    return publicNetworks.check(plain, 'ipv6') && !privateNetworks.check(plain, 'ipv6');
  };
}

/**
 * Whether a URL that strangers name may be called, as far as it can be seen: false for an address in numbers that is not
 * public. A name is to be judged again when it is called (`GuardedCaller`).
 */
export function reachableUrl(url: string, mayReach: (address: string) => boolean): boolean {
  const host = new URL(url).hostname.replaceAll(/^\[|\]$/g, '');
  return isIP(host) === 0 || mayReach(host);
}
