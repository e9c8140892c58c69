import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  DecryptionError,
  deriveKey,
  generateKeyRing,
  openBytes,
  openText,
  parseKeyRing,
  parseSigningKey,
  randomToken,
  safeEqual,
  sealBytes,
  sealText,
  sha256,
  sign,
  verify,
} from './crypto.ts';

const ring = parseKeyRing(generateKeyRing('k1'));

describe('sealing', () => {
  it('opens what it sealed, in the same place', () => {
    const sealed = sealText(ring, 'Jl. Raya Pasar Minggu KM 19', 'institution.address:1');
    expect(sealed).toMatch(/^v1\.k1\./);
    expect(sealed).not.toContain('Pasar');
    expect(openText(ring, sealed, 'institution.address:1')).toBe('Jl. Raya Pasar Minggu KM 19');
  });

  it('refuses a value that was moved to another row', () => {
    const sealed = sealText(ring, 'secret', 'row:1');
    expect(() => openText(ring, sealed, 'row:2')).toThrow(DecryptionError);
  });

  it('refuses every altered byte', () => {
    const { keyId, sealed } = sealBytes(ring, Buffer.from('abc'), 'a');
    for (let at = 0; at < sealed.length; at++) {
      const altered = Buffer.from(sealed);
      altered[at] = (altered[at] ?? 0) ^ 1;
      expect(() => openBytes(ring, keyId, altered, 'a')).toThrow(DecryptionError);
    }
    expect(() => openBytes(ring, keyId, sealed.subarray(0, 20), 'a')).toThrow(DecryptionError);
  });

  it('opens old values after the key was changed, and names a key that is gone', () => {
    const sealed = sealText(ring, 'old', 'a');
    const k1 = `k1:${ring.current.key.toString('base64')}`;
    const rotated = parseKeyRing(`${generateKeyRing('k2')},${k1}`);
    expect(openText(rotated, sealed, 'a')).toBe('old');
    expect(sealText(rotated, 'new', 'a')).toMatch(/^v1\.k2\./);
    expect(() => openText(parseKeyRing(generateKeyRing('k3')), sealed, 'a')).toThrow('no key with id "k1"');
  });

  it.each([
    ['', 'id:base64'],
    ['k1', 'id:base64'],
    ['k1:AAAA', '32 bytes'],
    [`${generateKeyRing('a')},${generateKeyRing('a')}`, 'twice'],
  ])('refuses the key ring %j', (text, reason) => {
    expect(() => parseKeyRing(text)).toThrow(reason);
  });
});

describe('signing', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
  const der = privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64');

  it.each([
    ['PEM', pem],
    ['PEM on one line', pem.replaceAll('\n', '\\n')],
    ['base64 of the PEM', Buffer.from(pem).toString('base64')],
    ['base64 of the DER', der],
  ])('reads the key from %s and tells a true text from an altered one', (_form, text) => {
    const key = parseSigningKey(text);
    const signature = sign(key, 'Rp100.000');
    expect(verify(publicKey, 'Rp100.000', signature)).toBe(true);
    expect(verify(key, 'Rp100.000', signature)).toBe(true);
    expect(verify(publicKey, 'Rp900.000', signature)).toBe(false);
    expect(verify(publicKey, 'Rp100.000', `${signature}=`)).toBe(false);
    expect(verify(publicKey, 'Rp100.000', 'rubbish')).toBe(false);
  });

  it('refuses another kind of key without repeating it', () => {
    const rsa = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
    expect(() => parseSigningKey(rsa.export({ type: 'pkcs8', format: 'pem' }) as string)).toThrow('Ed25519');
    expect(() => parseSigningKey('not a key')).toThrow('neither PEM nor base64');
  });
});

it('makes tokens that differ and compares secrets of any length', () => {
  expect(randomToken()).not.toBe(randomToken());
  expect(Buffer.from(randomToken(), 'base64url')).toHaveLength(32);
  expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(safeEqual('abc', 'abc')).toBe(true);
  expect(safeEqual('abc', 'abcd')).toBe(false);
  expect(deriveKey('s', 'a')).not.toEqual(deriveKey('s', 'b'));
});
