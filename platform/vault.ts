import { hmac, type KeyRing, openText, sealText } from './crypto.ts';

/**
 * Keeps personal data in database columns: sealed under the data keys, and found again by a blind index under a key of
 * its own. A `place` (table, row, column) binds a value to where it lies: moved elsewhere it does not open.
 */
export interface Vault {
  seal(plain: string, place: string): string;
  /** @throws DecryptionError for a value that was altered, moved, or sealed under a key that is gone. */
  open(sealed: string, place: string): string;
  /** The same for the same text and purpose, and tells nothing of the text: what equality searches compare. */
  index(plain: string, purpose: string): string;
}

export const createVault = (keys: KeyRing, indexKey: Buffer): Vault => ({
  seal: (plain, place) => sealText(keys, plain, place),
  open: (sealed, place) => openText(keys, sealed, place),
  index: (plain, purpose) => hmac(indexKey, `${purpose}\0${plain}`),
});
