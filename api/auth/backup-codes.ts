import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { deriveKey, hmac } from '#platform/crypto';

/** Codes that are made at once. */
export const backupCodeCount = 10;

/** Crockford's base32: no letter that is taken for another one or for a digit. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const mark = 'hash:';
const Kept = z.array(z.string());

/** Codes of 120 random bits, in groups of four. So long, because then a hash is enough to keep them (ASVS 6.5.2). */
export const newBackupCodes = (): string[] =>
  Array.from({ length: backupCodeCount }, () => {
    const letters = [...randomBytes(24)].map((byte) => alphabet[byte % alphabet.length]).join('');
    return letters.replace(/(.{4})(?=.)/g, '$1-');
  });

/** How better-auth keeps them: hashes under a key of ours. A code is handed to it as its hash, too. */
export function backupCodeStore(authSecret: string) {
  const key = deriveKey(authSecret, 'backup-codes');
  const hashOf = (typed: string) => `${mark}${hmac(key, plain(typed))}`;
  const keep = (code: string) => (code.startsWith(mark) ? code : hashOf(code));
  return {
    hashOf,
    encrypt: async (codes: string) => JSON.stringify(Kept.parse(JSON.parse(codes)).map(keep)),
    decrypt: async (kept: string) => kept,
  };
}

/** As it was printed, whatever somebody typed for it. */
const plain = (typed: string): string =>
  typed
    .toLowerCase()
    .replace(/[^0-9a-z]/g, '')
    .replaceAll('o', '0')
    .replace(/[il]/g, '1');

/** How many of the kept codes were not used yet. */
export const countBackupCodes = (kept: string): number => Kept.parse(JSON.parse(kept)).length;
