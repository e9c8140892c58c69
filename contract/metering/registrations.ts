/**
 * Networks and terminals are registered by one person and decided by another (four eyes). THE tables: the API's
 * refusals and the console's buttons ask them.
 *
 * Pure and without zod.
 */
import type { Role } from '../access/roles.ts';
import { defineLifecycle, type Lifecycle } from '../shared/lifecycle.ts';
import { type RegistrationStatus, registrationStatuses } from './codes.ts';

/** `release`: the centre takes its own block back; the institution then decides anew. */
export const networkActions = ['approve', 'block', 'release'] as const;
export type NetworkAction = (typeof networkActions)[number];

export const terminalActions = ['approve', 'block'] as const;
export type TerminalAction = (typeof terminalActions)[number];

/** What a decision looks at beside the status. */
export interface RegistrationFacts {
  readonly registeredBy: string;
  readonly blockedByStaff: boolean;
}

const predicates = {
  isOfSomebodyElse: (facts: RegistrationFacts, actor: { readonly id: string }) =>
    facts.registeredBy !== actor.id,
  isBlockedByStaff: (facts: RegistrationFacts) => facts.blockedByStaff,
  isNotBlockedByStaff: (facts: RegistrationFacts) => !facts.blockedByStaff,
};
export type RegistrationPredicate = keyof typeof predicates;

export type RegistrationLifecycle<A extends string> = Lifecycle<
  RegistrationStatus,
  A,
  Role,
  RegistrationPredicate,
  RegistrationFacts
>;

const define = <A extends string>(lifecycle: RegistrationLifecycle<A>): RegistrationLifecycle<A> =>
  defineLifecycle(lifecycle);

export const networkLifecycle = define<NetworkAction>({
  name: 'network',
  states: registrationStatuses,
  initial: 'MENUNGGU',
  final: [],
  predicates,
  rows: [
    {
      action: 'approve',
      from: ['MENUNGGU', 'DIBLOKIR'],
      to: 'DISETUJUI',
      by: ['lembaga-admin'],
      when: ['isOfSomebodyElse', 'isNotBlockedByStaff'],
      event: 'NETWORK_APPROVED',
    },
    {
      action: 'block',
      from: ['MENUNGGU', 'DISETUJUI'],
      to: 'DIBLOKIR',
      by: ['lembaga-admin'],
      when: ['isOfSomebodyElse'],
      note: 'required',
      event: 'NETWORK_BLOCKED',
    },
    {
      action: 'block',
      from: ['MENUNGGU', 'DISETUJUI', 'DIBLOKIR'],
      to: 'DIBLOKIR',
      by: ['staf-kerjasama'],
      when: ['isNotBlockedByStaff'],
      note: 'required',
      event: 'NETWORK_BLOCKED',
    },
    {
      action: 'release',
      from: ['DIBLOKIR'],
      to: 'MENUNGGU',
      by: ['staf-kerjasama'],
      when: ['isBlockedByStaff'],
      note: 'required',
      event: 'NETWORK_RELEASED',
    },
  ],
});

export const terminalLifecycle = define<TerminalAction>({
  name: 'terminal',
  states: registrationStatuses,
  initial: 'MENUNGGU',
  final: [],
  predicates,
  rows: [
    {
      action: 'approve',
      from: ['MENUNGGU', 'DIBLOKIR'],
      to: 'DISETUJUI',
      by: ['lembaga-admin', 'lembaga-teknis'],
      when: ['isOfSomebodyElse'],
      event: 'TERMINAL_APPROVED',
    },
    {
      action: 'block',
      from: ['MENUNGGU', 'DISETUJUI'],
      to: 'DIBLOKIR',
      by: ['lembaga-admin', 'lembaga-teknis'],
      when: ['isOfSomebodyElse'],
      note: 'required',
      event: 'TERMINAL_BLOCKED',
    },
  ],
});
