import { DecryptionError, type KeyRing, openBytes, sealBytes } from '#platform/crypto';

/** Encrypts and decrypts whole contents. `place` binds a content to where it lies: moved elsewhere it does not open. */
export interface Sealer {
  seal(plain: Buffer, place: string): Buffer;
  /** Throws `DecryptionError`. */
  open(sealed: Buffer, place: string): Buffer;
}

/**
 * AES-256-GCM under the ring's current key. What is stored is: length of the key's id (1 byte), the id, the sealed
 * content. Old keys of the ring go on opening old files.
 */
export function keyRingSealer(ring: KeyRing): Sealer {
  return {
    seal(plain, place) {
      const { keyId, sealed } = sealBytes(ring, plain, aad(place));
      const id = Buffer.from(keyId, 'latin1');
      return Buffer.concat([Buffer.from([id.length]), id, sealed]);
    },
    open(stored, place) {
      const idEnd = 1 + (stored[0] ?? 0);
      if (stored.length < idEnd) throw new DecryptionError('a stored file is too short');
      const keyId = stored.subarray(1, idEnd).toString('latin1');
      return openBytes(ring, keyId, stored.subarray(idEnd), aad(place));
    },
  };
}

const aad = (place: string): string => `file:${place}`;
