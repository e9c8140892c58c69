/**
 * The life of a matching job: a file of NIK that is worked through chunk by chunk. Pure and without zod.
 */
import { isRole, type Role, type SystemActor } from '../../access/roles.ts';
import { allowedActions, defineLifecycle, next } from '../../shared/lifecycle.ts';

export const matchingStatuses = ['DIPROSES', 'DIJEDA', 'SELESAI', 'DIBATALKAN'] as const;
export type MatchingStatus = (typeof matchingStatuses)[number];

/** What people may do, and `complete`, which the system does after the last chunk. */
export const matchingActions = ['pause', 'resume', 'cancel', 'complete'] as const;
export type MatchingAction = (typeof matchingActions)[number];

/** Why the system paused a job by itself: nothing can be taken or read for its institution now. */
export const matchingHolds = [
  'QUOTA_EXHAUSTED',
  'INSTITUTION_SUSPENDED',
  'AGREEMENT_INACTIVE',
  'TECHNICAL_GUIDE_MISSING',
] as const;
export type MatchingHold = (typeof matchingHolds)[number];

type Actor = Role | SystemActor;
export interface MatchingActor {
  readonly id: string;
  readonly roles: readonly Actor[];
}

const institutionsPeople = ['lembaga-teknis', 'lembaga-admin'] as const;

export const matchingLifecycle = defineLifecycle<
  MatchingStatus,
  MatchingAction,
  Actor,
  never,
  Record<string, never>
>({
  name: 'matching',
  states: matchingStatuses,
  initial: 'DIPROSES',
  final: ['SELESAI', 'DIBATALKAN'],
  predicates: {},
  rows: [
    {
      action: 'pause',
      from: ['DIPROSES'],
      to: 'DIJEDA',
      by: [...institutionsPeople, 'system'],
      event: 'MATCHING_PAUSED',
    },
    { action: 'resume', from: ['DIJEDA'], to: 'DIPROSES', by: institutionsPeople, event: 'MATCHING_RESUMED' },
    {
      action: 'cancel',
      from: ['DIPROSES', 'DIJEDA'],
      to: 'DIBATALKAN',
      by: institutionsPeople,
      event: 'MATCHING_CANCELLED',
    },
    { action: 'complete', from: ['DIPROSES'], to: 'SELESAI', by: ['system'], event: 'MATCHING_COMPLETED' },
  ],
});

export const isMatchingEnded = (status: MatchingStatus): boolean => matchingLifecycle.final.includes(status);

/** The table's row for an act, or why there is none. */
export const planMatching = (state: MatchingStatus, action: MatchingAction, actor: MatchingActor) =>
  next(matchingLifecycle, action, { state, facts: {}, actor });

export const allowedMatchingActions = (state: MatchingStatus, actor: MatchingActor): MatchingAction[] =>
  allowedActions(matchingLifecycle, { state, facts: {}, actor });

/** The role in which somebody did it, as the history keeps it. */
export const actingRole = (actor: MatchingActor, by: readonly Actor[]): Actor =>
  by.find((role) => actor.roles.includes(role)) ?? (actor.roles.find((role) => isRole(role)) as Role);
