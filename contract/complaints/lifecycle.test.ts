import { describe, expect, it } from 'vitest';
import type { Role } from '../access/roles.ts';
import {
  askComplaint,
  complaintActions,
  complaintLifecycle,
  complaintStatuses,
  isReopenable,
} from './lifecycle.ts';

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
  'SELESAI staf-kerjasama': { reopen: 'DITANGANI' },
};
const roles: readonly Role[] = ['staf-kerjasama', 'lembaga-admin', 'auditor', 'operator-dinas', 'admin'];

describe('the table of a complaint', () => {
  it.each(complaintStatuses.flatMap((state) => roles.map((role) => [state, role] as const)))(
    'in %s lets %s do what is expected and nothing else',
    (state, role) => {
      const may = complaintActions.flatMap((action) => {
        const verdict = askComplaint(action, state, { reopenable: true }, { id: 'x', roles: [role] });
        return verdict.ok ? [[action, verdict.row.to] as const] : [];
      });
      expect(Object.fromEntries(may)).toEqual(expected[`${state} ${role}`] ?? {});
    },
  );

  it('can reach SELESAI from every state', () => {
    const ends = (state: string, seen: readonly string[] = []): boolean =>
      state === 'SELESAI' ||
      complaintLifecycle.rows.some(
        ({ from, to }) =>
          (from as readonly string[]).includes(state) && !seen.includes(to) && ends(to, [...seen, state]),
      );
    expect(complaintStatuses.filter((state) => !ends(state))).toEqual([]);
  });

  it('lets nobody open what was closed too long ago', () => {
    const since = new Date('2026-03-01T00:00:00Z');
    const open = (at: string, status = 'SELESAI') =>
      isReopenable({ status, statusSince: since }, 30, new Date(at));
    expect([open('2026-03-30T23:59:59Z'), open('2026-03-31T00:00:00Z')]).toEqual([true, false]);
    expect(open('2026-03-02T00:00:00Z', 'DITANGANI')).toBe(false);
    const verdict = askComplaint(
      'reopen',
      'SELESAI',
      { reopenable: false },
      { id: 'x', roles: ['staf-kerjasama'] },
    );
    expect(verdict).toMatchObject({ ok: false, refusal: { reason: 'FACTS' } });
  });
});
