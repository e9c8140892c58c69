import { BlockList, isIP } from 'node:net';

/** A list of networks that callers may come from. */
export interface AddressList {
  /** IPv4 addresses are also recognised in their IPv6 spelling (`::ffff:127.0.0.1`). */
  contains(address: string): boolean;
}

/**
 * Reads `10.0.0.0/8, 2001:db8::/32, 127.0.0.1`: networks or single addresses separated by commas; '' holds nobody.
 * @throws Error naming the part that is no address.
 */
export function parseAddressList(text: string): AddressList {
  const list = new BlockList();
  for (const part of text.split(',').map((each) => each.trim())) {
    if (part) addNetwork(list, part);
  }
  return {
    contains(address) {
      const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
      const family = isIP(plain);
      return family !== 0 && list.check(plain, family === 6 ? 'ipv6' : 'ipv4');
    },
  };
}

const rememberedAddresses = 1_000;

/** The same list, which looks at an address once: a caller's programs come from few, and each look costs a call dearly. */
export function remembering(list: AddressList): AddressList {
  const known = new Map<string, boolean>();
  return {
    contains(address) {
      const said = known.get(address);
      if (said !== undefined) return said;
      if (known.size >= rememberedAddresses) known.clear();
      const found = list.contains(address);
      known.set(address, found);
      return found;
    },
  };
}

/** One network in one spelling, so that the same network is the same text. */
export interface Network {
  /** `203.0.113.0/24`, `2001:db8::/32`; a single address ends in `/32` or `/128`. */
  readonly cidr: string;
  readonly family: 4 | 6;
  readonly prefix: number;
}

/**
 * Reads one address or network. Bits behind the prefix are cleared, and an IPv4 network in its IPv6 spelling becomes
 * IPv4. Null: no network; also an IPv6 network so wide that it would hold IPv4 callers.
 */
export function readNetwork(text: string): Network | null {
  const [, address = '', , length] = /^([\da-f.:]+)(\/(\d{1,3}))?$/i.exec(text.trim()) ?? [];
  const family = isIP(address);
  if (family === 0) return null;
  const longest = family === 6 ? 128 : 32;
  const prefix = length === undefined ? longest : Number(length);
  if (prefix > longest) return null;
  if (family === 4) return networkOf4(valueOf4(address), prefix);
  const value = cleared(valueOf6(address), prefix, 128);
  if (prefix >= 96 && value >> 32n === mapped) return networkOf4(value & 0xffff_ffffn, prefix - 96);
  if (prefix < 96 && value === cleared(mapped << 32n, prefix, 128)) return null;
  return { cidr: `${written6(value)}/${prefix}`, family: 6, prefix };
}

/** `::ffff:0:0/96`, under which IPv4 addresses are spelt in IPv6; without its last 32 bits. */
const mapped = 0xffffn;

const cleared = (value: bigint, prefix: number, longest: number): bigint => {
  const free = BigInt(longest - prefix);
  return (value >> free) << free;
};

function networkOf4(address: bigint, prefix: number): Network {
  const value = cleared(address, prefix, 32);
  const parts = [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 0xffn);
  return { cidr: `${parts.join('.')}/${prefix}`, family: 4, prefix };
}

const valueOf4 = (address: string): bigint =>
  address.split('.').reduce((value, part) => (value << 8n) | BigInt(part), 0n);

function valueOf6(address: string): bigint {
  // A URL writes every IPv6 address in groups of hex digits, also one with an IPv4 tail.
  const [head = '', tail] = written(address).split('::');
  const groups = (part: string | undefined) => (part ? part.split(':') : []);
  const [before, after] = [groups(head), groups(tail)];
  const between = Array.from({ length: 8 - before.length - after.length }, () => '0');
  return [...before, ...between, ...after].reduce((value, part) => (value << 16n) | BigInt(`0x${part}`), 0n);
}

const written6 = (value: bigint): string =>
  written(
    Array.from({ length: 8 }, (_, at) => ((value >> BigInt(112 - 16 * at)) & 0xffffn).toString(16)).join(':'),
  );

/** The shortest spelling (RFC 5952). */
const written = (address: string): string => new URL(`http://[${address}]`).hostname.slice(1, -1);

/** More proxies than this stand nowhere in a row; a number too high lets callers name their own address. */
const mostHops = 5;

/**
 * Reads which proxies may say who the caller is: `false`, a number of hops, or their networks, as Express takes it.
 * @throws Error for what would believe everybody (`true`, the whole internet) or is none of these
 */
export function parseTrustedProxies(text: string): false | number | string {
  if (text === 'false') return false;
  if (/^\d+$/.test(text)) {
    if (Number(text) > mostHops) throw new Error(`more than ${mostHops} proxies`);
    return Number(text);
  }
  const parts = text.split(',').map((part) => part.trim());
  const networks = parts.filter((part) => !['loopback', 'linklocal', 'uniquelocal'].includes(part));
  if (networks.some((part) => part === '' || /\/0+$/.test(part))) throw new Error('a network of everybody');
  parseAddressList(networks.join(','));
  return parts.join(', ');
}

function addNetwork(list: BlockList, part: string): void {
  const [address = '', prefix] = part.split('/');
  const family = isIP(address);
  const longest = family === 6 ? 128 : 32;
  const bits = prefix === undefined ? longest : Number(prefix);
  if (family === 0 || !/^\d*$/.test(prefix ?? '') || prefix === '' || bits > longest) {
    throw new Error(`"${part}" is no address or network`);
  }
  list.addSubnet(address, bits, family === 6 ? 'ipv6' : 'ipv4');
}
