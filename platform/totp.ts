import { createHmac } from 'node:crypto';

/** The time in which an authenticator app shows one code. */
export const totpStepMs = 30_000;

/** The step that a moment (milliseconds since 1970) lies in. */
export const totpStepAt = (ms: number): number => Math.floor(ms / totpStepMs);

/** What an authenticator app reads from a QR to set itself up. `key` is the secret as `totpCode` takes it. */
export function totpUri(app: {
  readonly issuer: string;
  readonly account: string;
  readonly key: string;
}): string {
  const issuer = encodeURIComponent(app.issuer);
  const secret = toBase32(Buffer.from(app.key));
  return `otpauth://totp/${issuer}:${encodeURIComponent(app.account)}?secret=${secret}&issuer=${issuer}&digits=6&period=${totpStepMs / 1000}`;
}

/** RFC 4648, without padding, as authenticator apps want it. */
function toBase32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const groups = bits.match(/.{1,5}/g) ?? [];
  return groups.map((group) => base32Letters[Number.parseInt(group.padEnd(5, '0'), 2)]).join('');
}

const base32Letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The six digits of a step: HOTP with SHA-1 (RFC 4226), as every authenticator app counts them. */
export function totpCode(key: Uint8Array | string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac('sha1', key).update(counter).digest();
  const number = digest.readUInt32BE((digest.at(-1) ?? 0) & 15) & 0x7fff_ffff;
  return String(number % 1_000_000).padStart(6, '0');
}
