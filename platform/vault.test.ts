import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { DecryptionError, generateKeyRing, parseKeyRing } from './crypto.ts';
import { createVault } from './vault.ts';

const ring = generateKeyRing('a');
const indexKey = randomBytes(32);
const vault = createVault(parseKeyRing(ring), indexKey);
const nik = '1610014101900001';

it('opens a value in its own place only', () => {
  const sealed = vault.seal(nik, 'request:1:nik');
  expect(sealed).not.toContain(nik);
  expect(vault.open(sealed, 'request:1:nik')).toBe(nik);
  expect(() => vault.open(sealed, 'request:2:nik')).toThrow(DecryptionError);
});

it('seals the same value differently each time, and indexes it always the same', () => {
  expect(vault.seal(nik, 'p')).not.toBe(vault.seal(nik, 'p'));
  expect(vault.index(nik, 'NIK')).toBe(vault.index(nik, 'NIK'));
});

it('gives other indexes for another purpose and under another key', () => {
  expect(vault.index(nik, 'KK')).not.toBe(vault.index(nik, 'NIK'));
  expect(createVault(parseKeyRing(ring), randomBytes(32)).index(nik, 'NIK')).not.toBe(
    vault.index(nik, 'NIK'),
  );
});

it('keeps its indexes when the data keys change', () => {
  const next = createVault(parseKeyRing(`${generateKeyRing('b')},${ring}`), indexKey);
  expect(next.index(nik, 'NIK')).toBe(vault.index(nik, 'NIK'));
  expect(next.open(vault.seal(nik, 'p'), 'p')).toBe(nik);
});
