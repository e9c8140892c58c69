import { describe, expect, it } from 'vitest';
import { hashPassword, PasswordQueueFullError, verifyPassword } from './password.ts';

describe('passwords', () => {
  it('are kept as argon2id with 46 MiB, one pass and one lane', async () => {
    expect(await hashPassword('kalimat sandi panjang')).toMatch(/^\$argon2id\$v=19\$m=47104,t=1,p=1\$/);
  });

  it('are recognised, and no other password is', async () => {
    const hashed = await hashPassword('kalimat sandi panjang');
    expect(await verifyPassword(hashed, 'kalimat sandi panjang')).toBe(true);
    expect(await verifyPassword(hashed, 'kalimat sandi panjang ')).toBe(false);
    expect(await verifyPassword('not a hash', 'kalimat sandi panjang')).toBe(false);
  });

  it('are refused at once when too many wait', async () => {
    const hashed = await hashPassword('x');
    const results = await Promise.allSettled(Array.from({ length: 230 }, () => verifyPassword(hashed, 'x')));
    const refused = results.filter((result) => result.status === 'rejected');
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.every(({ reason }) => reason instanceof PasswordQueueFullError)).toBe(true);
    expect(results.filter((result) => result.status === 'fulfilled').every(({ value }) => value)).toBe(true);
  });
});
