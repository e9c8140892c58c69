import { describe, expect, it } from 'vitest';
import { isCommonPassword } from './common-passwords.ts';

describe('common passwords', () => {
  it.each([
    'password1234',
    'P4ssw0rd!!!!',
    'Indonesia2024',
    '123456789012',
    '098765432109',
    'qwertyuiopas',
    'aaaaaaaaaaaa',
    'abababababab',
    'rahasiarahasia',
    '1qaz2wsx3edc',
    'loketdukcapil1',
    'administrator',
  ])('%s is refused', (password) => {
    expect(isCommonPassword(password)).toBe(true);
  });

  it("is refused when it is the person's own mail name with figures around it", () => {
    expect(isCommonPassword('budi.santoso2024', 'budi.santoso@bank.test')).toBe(true);
    expect(isCommonPassword('budi.santoso2024', 'ani@bank.test')).toBe(false);
  });

  it.each(['kuda makan rumput hijau', 'Xk9#mLp2vQ7w', 'tiga-kursi-biru-di-taman', 'Coba-Loket-2023'])(
    '%s is accepted',
    (password) => {
      expect(isCommonPassword(password)).toBe(false);
    },
  );
});
