import { expect, it } from 'vitest';
import { parseAddressList, parseTrustedProxies, readNetwork, remembering } from './network.ts';

it('knows networks, single addresses and the IPv6 spelling of IPv4', () => {
  const list = parseAddressList('10.1.0.0/16, 127.0.0.1, 2001:db8::/32');
  expect(list.contains('10.1.200.3')).toBe(true);
  expect(list.contains('10.2.0.1')).toBe(false);
  expect(list.contains('::ffff:127.0.0.1')).toBe(true);
  expect(list.contains('2001:db8::7')).toBe(true);
  expect(list.contains('2001:db9::7')).toBe(false);
  expect(list.contains('rubbish')).toBe(false);
});

it('holds nobody when empty', () => {
  expect(parseAddressList('').contains('127.0.0.1')).toBe(false);
});

it.each(['10.0.0.0/33', 'ten', '10.0.0.0/', '::1/129', '10.0.0.0/-1'])('refuses %s', (text) => {
  expect(() => parseAddressList(text)).toThrow(text);
});

it.each([
  ['false', false],
  ['0', 0],
  ['2', 2],
  ['10.0.0.0/8,2001:db8::/32', '10.0.0.0/8, 2001:db8::/32'],
  ['loopback', 'loopback'],
])('takes %s as proxies that may name the caller', (text, value) => {
  expect(parseTrustedProxies(text)).toBe(value);
});

it.each(['true', '99', '0.0.0.0/0', '::/0', '10.0.0.0/40', 'proxy', '10.0.0.1,,10.0.0.2', ''])(
  'refuses %j as proxies: whoever calls could name himself, or nobody',
  (text) => {
    expect(() => parseTrustedProxies(text)).toThrow();
  },
);

it.each([
  ['203.0.113.7', '203.0.113.7/32'],
  [' 203.0.113.7/24 ', '203.0.113.0/24'],
  ['10.255.3.4/16', '10.255.0.0/16'],
  ['0.0.0.0/0', '0.0.0.0/0'],
  ['::1', '::1/128'],
  ['2001:DB8:0:0::7/48', '2001:db8::/48'],
  ['2001:db8:1:2:3:4:5:6/65', '2001:db8:1:2::/65'],
  ['::ffff:203.0.113.7', '203.0.113.7/32'],
  ['::ffff:cb00:7107/120', '203.0.113.0/24'],
  ['::ffff:0:0/96', '0.0.0.0/0'],
  ['64:ff9b::1.2.3.4', '64:ff9b::102:304/128'],
])('reads the network %j as %s', (text, cidr) => {
  expect(readNetwork(text)?.cidr).toBe(cidr);
  expect(() => parseAddressList(cidr)).not.toThrow();
});

it.each([
  '',
  'kantor',
  '203.0.113',
  '203.0.113.07',
  '203.0.113.7/33',
  '203.0.113.7/',
  '203.0.113.7/-1',
  '203.0.113.7/24/8',
  '203.0.113.7, 10.0.0.1',
  '::1/129',
  'fe80::1%eth0',
  '2001:db8::g',
  // Both hold every IPv4 caller in its IPv6 spelling.
  '::/0',
  '::/32',
])('takes %j for no network', (text) => {
  expect(readNetwork(text)).toBeNull();
});

it('looks at an address once, whatever the answer was', () => {
  const looked: string[] = [];
  const list = remembering({
    contains: (address) => {
      looked.push(address);
      return address === '10.0.0.1';
    },
  });
  const said = ['10.0.0.1', '10.0.0.2', '10.0.0.1', '10.0.0.2'].map((address) => list.contains(address));
  expect(said).toEqual([true, false, true, false]);
  expect(looked).toEqual(['10.0.0.1', '10.0.0.2']);
});
