import { createHash } from 'node:crypto';

/** The same UUID for the same name, for ever: a second start finds what the first one wrote. */
export function stableId(name: string): string {
  const hex = createHash('sha256').update(`loket-dukcapil:${name}`).digest('hex').split('');
  hex[12] = '8'; // UUID version 8: made by a rule of our own
  hex[16] = '8'; // RFC 9562 variant
  const text = hex.join('');
  return [
    text.slice(0, 8),
    text.slice(8, 12),
    text.slice(12, 16),
    text.slice(16, 20),
    text.slice(20, 32),
  ].join('-');
}

/** A calendar day as Prisma's `@db.Date` wants it. */
export const day = (text: string): Date => new Date(`${text}T00:00:00Z`);
