import { createHmac } from 'node:crypto';

/** The time in which an authenticator app shows one code. */
export const totpStepMs = 30_000;

/** The step that a moment (milliseconds since 1970) lies in. */
export const totpStepAt = (ms: number): number => Math.floor(ms / totpStepMs);

/** The six digits of a step: HOTP with SHA-1 (RFC 4226), as every authenticator app counts them. */
export function totpCode(key: Uint8Array | string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac('sha1', key).update(counter).digest();
  const number = digest.readUInt32BE((digest.at(-1) ?? 0) & 15) & 0x7fff_ffff;
  return String(number % 1_000_000).padStart(6, '0');
}
