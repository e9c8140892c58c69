import { expect, it } from 'vitest';
import { readToken } from './token.ts';

const token = 'eyJhIjoxfQ.abc_DEF-123456789';

it.each([
  `http://localhost:3000/verifikasi#${token}`,
  `http://localhost:3000/verifikasi#token=${token}`,
  `http://localhost:3000/verifikasi?token=${token}`,
  token,
  ` ${token} `,
])('finds the token in %s', (address) => {
  expect(readToken(address)).toBe(token);
});

it.each(['http://localhost:3000/verifikasi', 'http://localhost:3000/verifikasi#', '', 'halo'])(
  'finds none in %j',
  (address) => {
    expect(readToken(address)).toBeNull();
  },
);
