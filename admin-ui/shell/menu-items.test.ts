import { expect, it } from 'vitest';
import { can, type Permission } from '#contract/access/permissions';
import { type Role, roleNames } from '#contract/access/roles';
import type { Me } from '#contract/accounts/schemas';
import { menuFor } from './menu-items.ts';

const person = (role: Role): Me => ({
  id: 'p',
  name: 'P',
  email: 'p@x',
  roles: [role],
  permissions: [],
  unit: '',
  office: null,
  twoFactor: { enabled: false, required: false, backupCodesLeft: null },
  idleMinutes: 30,
  institution: role.startsWith('lembaga-')
    ? { id: '7a0c2f0e-6f0f-4f53-9c5b-3a2c36a0c3f1', code: 'X', name: 'X' }
    : null,
});

const paths = (role: Role): string[] =>
  menuFor(person(role)).flatMap((group) => group.items.map((item) => item.to));

it.each(roleNames)('offers %s nothing that the role may not open', (role) => {
  for (const group of menuFor(person(role))) {
    for (const item of group.items) {
      const opening = [item.permission].flat() as Permission[];
      expect(opening.some((permission) => can([role], permission))).toBe(true);
    }
  }
});

it('gives each role the pages of its work', () => {
  expect(paths('lembaga-pemesan')).toEqual([
    '/',
    '/products',
    '/cart',
    '/orders',
    '/checkouts',
    '/vouchers',
    '/handovers',
    '/bills',
    '/statement',
    '/institution',
  ]);
  expect(paths('staf-kerjasama')).toEqual([
    '/',
    '/products',
    '/tariffs',
    '/awaiting-handovers',
    '/matching-jobs',
    '/handovers',
    '/networks',
    '/monitoring',
    '/institutions',
    '/trial',
    '/return-data',
    '/semester-reports',
    '/access-complaints',
    '/people',
  ]);
  expect(paths('lembaga-teknis')).toEqual([
    '/matching-jobs',
    '/networks',
    '/terminals',
    '/credentials',
    '/refusals',
    '/institution',
    '/trial',
  ]);
  expect(paths('lembaga-operator')).toEqual([
    '/vouchers',
    '/accesses',
    '/portal',
    '/card-check',
    '/terminals',
    '/institution',
  ]);
  expect(paths('admin')).toEqual(['/monitoring', '/institutions', '/offices', '/holidays', '/people']);
  expect(paths('pejabat')).not.toContain('/bills');
  expect(paths('auditor')).toContain('/audit');
  expect(paths('operator-dinas')).toEqual([
    '/',
    '/requests',
    '/questions',
    '/intake',
    '/counter-codes',
    '/offices',
    '/holidays',
  ]);
  expect(paths('staf-konsolidasi')).toEqual(['/', '/board', '/requests', '/offices', '/holidays']);
  expect(paths('auditor')).toContain('/photo-destructions');
});
