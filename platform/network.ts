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
