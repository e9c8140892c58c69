import { expect, it } from 'vitest';
import { totpCode, totpStepAt, totpUri } from './totp.ts';

const key = '12345678901234567890';

// RFC 4226, appendix D.
it.each(['755224', '287082', '359152', '969429', '338314', '254676', '287922', '162583', '399871', '520489'])(
  'counts %s as the RFC does',
  (code) => {
    const codes = Array.from({ length: 10 }, (_, step) => totpCode(key, step));
    expect(codes).toContain(code);
    expect(codes).toHaveLength(new Set(codes).size);
  },
);

// RFC 6238, appendix B, its last six digits.
it.each([
  [59, '287082'],
  [1111111109, '081804'],
  [1234567890, '005924'],
  [20000000000, '353130'],
])('shows at second %i since 1970 what the RFC says', (second, code) => {
  expect(totpCode(key, totpStepAt(second * 1000))).toBe(code);
});

// RFC 4648, section 10, without its padding.
it.each([
  ['f', 'MY'],
  ['fo', 'MZXQ'],
  ['foo', 'MZXW6'],
  ['foob', 'MZXW6YQ'],
  ['fooba', 'MZXW6YTB'],
  ['foobar', 'MZXW6YTBOI'],
])('writes the key %s for apps as the RFC does', (secret, base32) => {
  expect(totpUri({ issuer: 'Loket Dukcapil', account: 'a+b@c.test', key: secret })).toBe(
    `otpauth://totp/Loket%20Dukcapil:a%2Bb%40c.test?secret=${base32}&issuer=Loket%20Dukcapil&digits=6&period=30`,
  );
});
