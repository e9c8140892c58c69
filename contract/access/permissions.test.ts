import { describe, expect, it } from 'vitest';
import { personOrderActions } from '../orders/lifecycle.ts';
import { requestLifecycle } from '../requests/lifecycle.ts';
import { stepLifecycle } from '../requests/steps.ts';
import { can, permissions, rolesForOrderAction, rolesGrantableBy } from './permissions.ts';
import { isRole, roleNames, rolesOf } from './roles.ts';

describe('permissions', () => {
  it('lets exactly the roles of the order table act on orders', () => {
    const fromTable = new Set(personOrderActions.flatMap(rolesForOrderAction));
    expect(new Set<string>(permissions['orders.act'])).toEqual(fromTable);
  });

  it('lets exactly the roles of the two tables act on requests', () => {
    const rows = [...requestLifecycle.rows, ...stepLifecycle.rows];
    const fromTables = new Set(rows.flatMap((row) => [...row.by]).filter(isRole));
    expect(new Set<string>(permissions['requests.act'])).toEqual(fromTables);
  });

  it('keeps finance and operators out of acting, and auditors out of everything that changes', () => {
    expect(can(['lembaga-keuangan'], 'orders.act')).toBe(false);
    const changing = Object.keys(permissions).filter(
      (name) => !/\.(read|own)$/.test(name),
    ) as (keyof typeof permissions)[];
    for (const permission of changing)
      expect([permission, can(['auditor'], permission)]).toEqual([permission, false]);
  });

  it('gives nobody anything without a role', () => {
    for (const permission of Object.keys(permissions) as (keyof typeof permissions)[]) {
      expect(can([], permission)).toBe(false);
    }
  });
});

describe('granting roles', () => {
  it('keeps institution managers among institution roles and administrators among staff roles', () => {
    expect(new Set(rolesGrantableBy(['lembaga-admin']))).toEqual(new Set(rolesOf('lembaga')));
    expect(rolesGrantableBy(['admin'])).not.toContain('lembaga-admin');
    expect(rolesGrantableBy(['staf-kerjasama'])).toEqual(['lembaga-admin']);
  });

  it('lets every role be given by somebody', () => {
    const grantable = new Set(rolesGrantableBy(roleNames));
    expect(roleNames.filter((role) => !grantable.has(role))).toEqual([]);
  });
});
