import { generateKeyPairSync } from 'node:crypto';
import { expect, it } from 'vitest';
import { signReceipt } from '../requests/receipt-signature.ts';
import { checkReconciliation, type SignedReconciliation, signReconciliation } from './signature.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const paper: SignedReconciliation = {
  month: '2026-05',
  institution: 'BPR "Maju Bersama" & Rekan',
  balances: [{ product: 'Webservice NIK', opening: 3, received: 12, taken: 9, closing: 6 }],
  printedAt: '2026-06-01T02:00:00.000Z',
};
const token = signReconciliation(privateKey, paper);

it('gives back what was signed, by the private or the public key', () => {
  expect(checkReconciliation(privateKey, token)).toEqual(paper);
  expect(checkReconciliation(publicKey, ` ${token}\n`)).toEqual(paper);
});

it('vouches for nothing that was altered, and for no other paper', () => {
  const [body = '', signature = ''] = token.split('.');
  const altered = Buffer.from(Buffer.from(body, 'base64url').toString().replace('12', '13')).toString(
    'base64url',
  );
  expect(checkReconciliation(publicKey, `${altered}.${signature}`)).toBeNull();
  const receipt = signReceipt(privateKey, {
    code: 'SD-AAAAA-BBBBB',
    office: 'Dinas',
    submittedAt: paper.printedAt,
    printedAt: paper.printedAt,
  });
  expect(checkReconciliation(publicKey, receipt)).toBeNull();
  expect(checkReconciliation(publicKey, 'nothing')).toBeNull();
});

it('fits into a QR code that a phone reads, with every metered product', () => {
  const product = {
    product: 'Webservice Pengenalan Wajah',
    opening: 1_000_000,
    received: 999_999,
    taken: 1,
    closing: 1_999_998,
  };
  const longest = signReconciliation(privateKey, {
    ...paper,
    balances: Array.from({ length: 5 }, () => product),
  });
  expect(longest.length).toBeLessThan(900);
});
