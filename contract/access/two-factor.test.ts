import { expect, it } from 'vitest';
import { rolesWithTwoFactor } from './two-factor.ts';

it('reads whose people need a second factor', () => {
  expect(rolesWithTwoFactor('none')).toEqual([]);
  expect(rolesWithTwoFactor('staff')).toEqual([
    'operator-dinas',
    'supervisor-dinas',
    'staf-konsolidasi',
    'staf-pnbp',
    'staf-kerjasama',
    'pejabat',
    'auditor',
    'admin',
  ]);
  expect(rolesWithTwoFactor('admin, lembaga-admin')).toEqual(['admin', 'lembaga-admin']);
  expect(rolesWithTwoFactor('admin,staff')).toHaveLength(8);
});

it('refuses a word that is no role, so that a slip opens nothing', () => {
  expect(() => rolesWithTwoFactor('admin,bendahara')).toThrow('names "bendahara", which is no role');
  expect(() => rolesWithTwoFactor('none,admin')).toThrow('"none"');
});
