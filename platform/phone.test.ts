import { describe, expect, it } from 'vitest';
import { readMobile } from './phone.ts';

describe('a mobile number', () => {
  it.each([
    '+62 812-3456-7890',
    '081234567890',
    '0812 3456 7890',
    '0812‑3456‑7890',
    '(0812) 3456.7890',
    '6281234567890',
    '+6281234567890',
  ])('is read from %s', (typed) => {
    expect(readMobile(typed)).toBe('+6281234567890');
  });

  it('may be of another country when it says so', () => {
    expect(readMobile('+60 12-345 6789')).toBe('+60123456789');
  });

  it.each([
    ['eight digits', '08123456'],
    ['a landline', '021 79194075'],
    ['sixteen digits', '1610014101900001'],
    ['letters', '0812-ABCD-7890'],
    ['text around it', 'WA saya 081234567890 ya'],
    ['nothing', ''],
    ['an emergency number', '112'],
  ])('is not read from %s', (_, typed) => {
    expect(readMobile(typed)).toBeNull();
  });
});
