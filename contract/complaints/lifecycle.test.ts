import { describe, expect, it } from 'vitest';
import type { Role } from '../access/roles.ts';
import { askComplaint, complaintActions, complaintLifecycle, complaintStatuses } from './lifecycle.ts';

/** What each role may do in each state, and where it leads; a person keeps this table. */
const expected: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'BARU staf-kerjasama': { take: 'DITANGANI' },
  'DITANGANI staf-kerjasama': {
    release: 'BARU',
    forward: 'MENUNGGU_LEMBAGA',
    answer: 'DITANGANI',
    close: 'SELESAI',
  },
  'MENUNGGU_LEMBAGA staf-kerjasama': { recall: 'DITANGANI' },
  'MENUNGGU_LEMBAGA lembaga-admin': { reply: 'DITANGANI' },
};
const roles: readonly Role[] = ['staf-kerjasama', 'lembaga-admin', 'auditor', 'operator-dinas', 'admin'];

describe('the table of a complaint', () => {
  it.each(complaintStatuses.flatMap((state) => roles.map((role) => [state, role] as const)))(
    'in %s lets %s do what is expected and nothing else',
    (state, role) => {
      const may = complaintActions.flatMap((action) => {
        const verdict = askComplaint(action, state, { id: 'x', roles: [role] });
        return verdict.ok ? [[action, verdict.row.to] as const] : [];
      });
      expect(Object.fromEntries(may)).toEqual(expected[`${state} ${role}`] ?? {});
    },
  );

  it('can reach its end from every state', () => {
    const ends = (state: string, seen: readonly string[] = []): boolean =>
      (complaintLifecycle.final as readonly string[]).includes(state) ||
      complaintLifecycle.rows.some(
        ({ from, to }) =>
          (from as readonly string[]).includes(state) && !seen.includes(to) && ends(to, [...seen, state]),
      );
    expect(complaintStatuses.filter((state) => !ends(state))).toEqual([]);
  });
});
