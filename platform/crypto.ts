import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  hash,
  hkdfSync,
  type KeyObject,
  randomBytes,
  randomFillSync,
  sign as signBytes,
  timingSafeEqual,
  verify as verifyBytes,
} from 'node:crypto';

/** AES-256 keys by id. The first encrypts; all decrypt, so that a key can be changed without losing what is stored. */
export interface KeyRing {
  readonly current: { readonly id: string; readonly key: Buffer };
  readonly keys: ReadonlyMap<string, Buffer>;
}

/**
 * Reads `id:base64,id2:base64`; each key is 32 bytes, the first is the current one.
 * @throws Error that names the fault but never the key.
 */
export function parseKeyRing(text: string): KeyRing {
  const keys = new Map<string, Buffer>();
  for (const part of text.split(',')) {
    const [, id, encoded] = /^\s*([A-Za-z0-9_.-]{1,32}):([A-Za-z0-9+/_-]+={0,2})\s*$/.exec(part) ?? [];
    if (!id || !encoded) throw new Error('each key must be written id:base64, separated by commas');
    const key = Buffer.from(encoded, 'base64');
    if (key.length !== 32) throw new Error(`key "${id}" must be 32 bytes, not ${key.length}`);
    if (keys.has(id)) throw new Error(`key id "${id}" is given twice`);
    keys.set(id, key);
  }
  const [first] = keys;
  if (!first) throw new Error('at least one key is needed');
  return { current: { id: first[0], key: first[1] }, keys };
}

/** One key of 32 bytes in base64. @throws Error that does not show it. */
export function parseSecretKey(text: string): Buffer {
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length !== 32) throw new Error(`the key must be 32 bytes, not ${key.length}`);
  return key;
}

/** A fresh ring of one key in the form that `parseKeyRing` reads. */
export const generateKeyRing = (id: string): string => `${id}:${randomBytes(32).toString('base64')}`;

/** Something sealed cannot be opened: unknown key, wrong place (AAD) or altered bytes. Names only the key's id. */
export class DecryptionError extends Error {
  override readonly name = 'DecryptionError';
}

const ivLength = 12;
const tagLength = 16;

const ivPool = Buffer.alloc(ivLength * 256);
let ivsUsed = ivPool.length;

/** Each is given once. Drawn many at a time: asking the system for one takes longer than sealing a short text. */
function freshIv(): Buffer {
  if (ivsUsed === ivPool.length) {
    randomFillSync(ivPool);
    ivsUsed = 0;
  }
  const iv = ivPool.subarray(ivsUsed, ivsUsed + ivLength);
  ivsUsed += ivLength;
  return iv;
}

/**
 * AES-256-GCM under the ring's current key. `aad` names the place (table, column, row), so that a value cannot be
 * moved to another one. The result is iv, ciphertext and tag; keep it together with the key's id.
 */
export function sealBytes(ring: KeyRing, plain: Uint8Array, aad: string): { keyId: string; sealed: Buffer } {
  const iv = freshIv();
  const cipher = createCipheriv('aes-256-gcm', ring.current.key, iv);
  cipher.setAAD(Buffer.from(aad));
  const sealed = Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  return { keyId: ring.current.id, sealed };
}

/** Opens what `sealBytes` made. @throws DecryptionError */
export function openBytes(ring: KeyRing, keyId: string, sealed: Uint8Array, aad: string): Buffer {
  const key = ring.keys.get(keyId);
  if (!key) throw new DecryptionError(`no key with id "${keyId}"`);
  if (sealed.length < ivLength + tagLength) throw new DecryptionError('sealed value is too short');
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivLength), {
    authTagLength: tagLength,
  });
  decipher.setAAD(Buffer.from(aad));
  decipher.setAuthTag(bytes.subarray(bytes.length - tagLength));
  try {
    const body = bytes.subarray(ivLength, bytes.length - tagLength);
    return Buffer.concat([decipher.update(body), decipher.final()]);
  } catch {
    throw new DecryptionError(`value under key "${keyId}" was altered or belongs elsewhere`);
  }
}

/** Text for a database column: `v1.<key id>.<base64url>`. */
export function sealText(ring: KeyRing, plain: string, aad: string): string {
  const { keyId, sealed } = sealBytes(ring, Buffer.from(plain), aad);
  return `v1.${keyId}.${sealed.toString('base64url')}`;
}

/** Opens what `sealText` made. @throws DecryptionError */
export function openText(ring: KeyRing, sealed: string, aad: string): string {
  const [, keyId, body] = /^v1\.([A-Za-z0-9_.-]+)\.([A-Za-z0-9_-]+)$/.exec(sealed) ?? [];
  if (!keyId || !body) throw new DecryptionError('not a sealed value');
  return openBytes(ring, keyId, Buffer.from(body, 'base64url'), aad).toString();
}

/** HMAC-SHA-256 as base64url. */
export const hmac = (key: Uint8Array | string, data: Uint8Array | string): string =>
  createHmac('sha256', key).update(data).digest('base64url');

/** SHA-256 as lower-case hex: how tokens are kept. */
export const sha256 = (data: Uint8Array | string): string => hash('sha256', data, 'hex');

/** An unguessable token for links and secrets, URL-safe; 32 bytes unless told. Keep only its `sha256`. */
export const randomToken = (bytes = 32): string => randomBytes(bytes).toString('base64url');

/** Compares two secrets without telling by its time where they differ. */
export const safeEqual = (left: string, right: string): boolean =>
  timingSafeEqual(createHash('sha256').update(left).digest(), createHash('sha256').update(right).digest());

/** A key of 32 bytes of its own for one purpose, derived from a longer-lived secret (HKDF). */
export const deriveKey = (secret: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', purpose, 32));

/**
 * Reads an Ed25519 private key: PKCS#8 as PEM (line breaks may be written `\n`), or base64 of that PEM or of its DER.
 * @throws Error without the key in its message.
 */
export function parseSigningKey(text: string): KeyObject {
  const key = readPrivateKey(text.replaceAll('\\n', '\n').trim());
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('the key must be Ed25519');
  return key;
}

function readPrivateKey(text: string): KeyObject {
  try {
    if (text.startsWith('-----')) return createPrivateKey(text);
    const bytes = Buffer.from(text, 'base64');
    if (bytes.subarray(0, 5).toString() === '-----') return createPrivateKey(bytes);
    return createPrivateKey({ key: bytes, format: 'der', type: 'pkcs8' });
  } catch {
    throw new Error('this is no PKCS#8 private key, neither PEM nor base64');
  }
}

/** Ed25519 signature over the bytes, base64url (86 characters). */
export const sign = (key: KeyObject, data: Uint8Array | string): string =>
  signBytes(null, Buffer.from(data), key).toString('base64url');

/** Whether `signature` was made over exactly these bytes by the key; a private key is taken for its public half. */
export function verify(key: KeyObject, data: Uint8Array | string, signature: string): boolean {
  const bytes = Buffer.from(signature, 'base64url');
  // A second spelling of the same signature would be a second "genuine" document.
  if (bytes.length !== 64 || bytes.toString('base64url') !== signature) return false;
  const publicKey = key.type === 'private' ? createPublicKey(key) : key;
  return verifyBytes(null, Buffer.from(data), publicKey, bytes);
}
