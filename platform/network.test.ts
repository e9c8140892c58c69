import { expect, it } from 'vitest';
import { parseAddressList, parseTrustedProxies } from './network.ts';

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
