import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { sign } from '#platform/crypto';
import { checkDocument, type PrintedDocument, signDocument } from './signature.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const bill: PrintedDocument = {
  kind: 'tagihan',
  kuitansi: 'KW-B1-0903230016',
  kodeBilling: '820230309000123',
  institution: 'BPR "Maju Bersama" & Rekan',
  total: 100_000,
  expiresAt: '2023-03-16T07:05:00.000Z',
  ntpn: 'A1B2C3D4E5F6G7H8',
  printedAt: '2023-03-09T07:05:30.000Z',
};
const token = signDocument(privateKey, bill);
const [body = '', signature = ''] = token.split('.');

describe('the token of a document', () => {
  it('gives back what was signed, by the private or the public key', () => {
    expect(checkDocument(privateKey, token)).toEqual(bill);
    expect(checkDocument(publicKey, ` ${token}\n`)).toEqual(bill);
  });

  it('is the same for the same document', () => {
    expect(signDocument(privateKey, bill)).toBe(token);
  });

  it('fits into a QR code that a phone reads, even with the longest name', () => {
    const longest = signDocument(privateKey, { ...bill, institution: 'Ñ'.repeat(200) });
    expect(longest.length).toBeLessThan(900);
  });

  it.each([
    ['kind', { kind: 'penerimaan-negara' }],
    ['kuitansi', { kuitansi: 'KW-B1-0903230017' }],
    ['kodeBilling', { kodeBilling: '820230309000124' }],
    ['institution', { institution: 'BPR Lain' }],
    ['total', { total: 1_000 }],
    ['expiresAt', { expiresAt: '2024-03-16T07:05:00.000Z' }],
    ['ntpn', { ntpn: 'A1B2C3D4E5F6G7H9' }],
    ['printedAt', { printedAt: '2023-03-09T07:05:31.000Z' }],
  ] as const)('is refused when %s was changed under the old signature', (_, change) => {
    const forged = signDocument(privateKey, { ...bill, ...change }).split('.')[0];
    expect(checkDocument(privateKey, `${forged}.${signature}`)).toBeNull();
  });

  it('is refused when any one character of it was changed', () => {
    const survivors = [...token].filter((character, index) => {
      const other = character === 'A' ? 'B' : 'A';
      return checkDocument(privateKey, token.slice(0, index) + other + token.slice(index + 1)) !== null;
    });
    expect(survivors).toEqual([]);
  });

  it('is refused when another key signed it', () => {
    const stranger = generateKeyPairSync('ed25519').privateKey;
    expect(checkDocument(privateKey, signDocument(stranger, bill))).toBeNull();
  });

  it.each(['', '.', body, `${body}.`, `.${signature}`, `${token}.x`, 'a.b', '%00', '\ud800.x'])(
    'refuses what is no token: %j',
    (text) => {
      expect(checkDocument(privateKey, text)).toBeNull();
    },
  );

  describe('on a paper of an earlier form', () => {
    const seconds = (instant: string) => Date.parse(instant) / 1000;
    const signed = (fields: unknown) => {
      const payload = Buffer.from(JSON.stringify(fields)).toString('base64url');
      return `${payload}.${sign(privateKey, `loket-dukcapil/document/v1.${payload}`)}`;
    };
    const { kuitansi, kodeBilling, institution, total, ntpn } = bill;
    const [expires, printed] = [seconds(bill.expiresAt), seconds('2023-03-09T07:05:30.000Z')];

    it('without expiry and NTPN is still known, and vouches for neither', () => {
      const first = signed([0, kuitansi, kodeBilling, institution, total, printed]);
      expect(checkDocument(publicKey, first)).toEqual({ ...bill, expiresAt: null, ntpn: null });
    });

    it('without a name of its form is still known', () => {
      const second = signed([0, kuitansi, kodeBilling, institution, total, expires, ntpn, printed]);
      expect(checkDocument(publicKey, second)).toEqual(bill);
    });

    it.each([
      ['of a later form', ['f4', 0, kuitansi, kodeBilling, institution, total, expires, ntpn, printed]],
      ['of no form', [0, kuitansi, kodeBilling, institution, total, expires, printed]],
      ['with a field missing', ['f3', 0, kuitansi, kodeBilling, institution, total, expires, ntpn]],
      ['that is no list', { kuitansi }],
    ])('%s is not known here', (_, fields) => {
      expect(checkDocument(publicKey, signed(fields))).toBeNull();
    });
  });
});
