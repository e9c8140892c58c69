import { describe, expect, it } from 'vitest';
import type { Role } from '../access/roles.ts';
import { allowedActions } from '../shared/lifecycle.ts';
import type { RegistrationStatus } from './codes.ts';
import { networkLifecycle, terminalLifecycle } from './registrations.ts';

const somebody = { registeredBy: 'somebody', blockedByStaff: false };

/** Status, who, and what he may decide about another person's registration; kept by hand. */
const networks: readonly [RegistrationStatus, Role, readonly string[]][] = [
  ['MENUNGGU', 'lembaga-admin', ['approve', 'block']],
  ['DISETUJUI', 'lembaga-admin', ['block']],
  ['DIBLOKIR', 'lembaga-admin', ['approve']],
  ['MENUNGGU', 'lembaga-teknis', []],
  ['DISETUJUI', 'lembaga-teknis', []],
  ['DIBLOKIR', 'lembaga-teknis', []],
  ['MENUNGGU', 'staf-kerjasama', ['block']],
  ['DISETUJUI', 'staf-kerjasama', ['block']],
  ['DIBLOKIR', 'staf-kerjasama', ['block']],
  ['MENUNGGU', 'auditor', []],
];

const terminals: readonly [RegistrationStatus, Role, readonly string[]][] = [
  ['MENUNGGU', 'lembaga-admin', ['approve', 'block']],
  ['DISETUJUI', 'lembaga-admin', ['block']],
  ['DIBLOKIR', 'lembaga-admin', ['approve']],
  ['MENUNGGU', 'lembaga-teknis', ['approve', 'block']],
  ['DISETUJUI', 'lembaga-teknis', ['block']],
  ['DIBLOKIR', 'lembaga-teknis', ['approve']],
  ['MENUNGGU', 'lembaga-operator', []],
  ['MENUNGGU', 'staf-kerjasama', []],
];

describe('networks', () => {
  it.each(networks)('that are %s leave %s %j', (state, role, allowed) => {
    const actor = { id: 'me', roles: [role] };
    expect(allowedActions(networkLifecycle, { state, facts: somebody, actor })).toEqual(allowed);
  });

  it('that the centre blocked are released by the centre only', () => {
    const facts = { ...somebody, blockedByStaff: true };
    const by = (role: Role) =>
      allowedActions(networkLifecycle, { state: 'DIBLOKIR', facts, actor: { id: 'me', roles: [role] } });
    expect(by('lembaga-admin')).toEqual([]);
    expect(by('staf-kerjasama')).toEqual(['release']);
  });
});

describe('terminals', () => {
  it.each(terminals)('that are %s leave %s %j', (state, role, allowed) => {
    const actor = { id: 'me', roles: [role] };
    expect(allowedActions(terminalLifecycle, { state, facts: somebody, actor })).toEqual(allowed);
  });
});

it.each(['MENUNGGU', 'DISETUJUI', 'DIBLOKIR'] as const)(
  'nobody of the institution decides about his own registration that is %s',
  (state) => {
    const facts = { registeredBy: 'me', blockedByStaff: false };
    const actor = { id: 'me', roles: ['lembaga-admin', 'lembaga-teknis', 'lembaga-operator'] as Role[] };
    expect(allowedActions(networkLifecycle, { state, facts, actor })).toEqual([]);
    expect(allowedActions(terminalLifecycle, { state, facts, actor })).toEqual([]);
  },
);
