import { lookup, type LookupAddress, type LookupOptions } from 'node:dns';
import { BlockList, isIP } from 'node:net';

/** Machines of this network and of no network (RFC 6890): what a contract names must not reach them. */
const own = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  own.addSubnet(network, prefix, 'ipv4');
/** Of IPv6 only global unicast is anybody else's; within it these are not, or lead to an IPv4 address of any kind. */
const global = new BlockList();
global.addSubnet('2000::', 3, 'ipv6');
for (const [network, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  own.addSubnet(network, prefix, 'ipv6');

/** The address is one of this machine, of its network or of none. */
export class PrivateAddress extends Error {}

export function isPublic(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !own.check(address, 'ipv4');
  return family === 6 && global.check(address, 'ipv6') && !own.check(address, 'ipv6');
}

type Found = (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void;

/**
 * Looks a name up for a connection and gives public addresses alone, so that what is connected to is what was looked at: a name
 * that answers otherwise the second time gains nothing.
 */
export function lookupPublic(name: string, options: LookupOptions, found: Found): void {
  lookup(name, { ...options, all: true }, (error, addresses) => {
    const hidden = error ? undefined : addresses.find(({ address }) => !isPublic(address));
    const [first] = error ? [] : addresses;
    if (error) found(error, []);
    else if (hidden || !first) found(new PrivateAddress(`${name} is ${hidden?.address ?? 'no address'}`), []);
    else if (options.all) found(null, addresses);
    else found(null, first.address, first.family);
  });
}
