/**
 * Roles of the system. One person may hold several. A role without a row in `permissions.ts` may do nothing.
 *
 * `group` says where the role's people belong and so how far they see: `lembaga` only their institution,
 * `dinas` only their office's regions, `pusat` the whole country.
 */
export const roles = {
  'lembaga-admin': { group: 'lembaga' },
  'lembaga-pemesan': { group: 'lembaga' },
  'lembaga-penyetuju': { group: 'lembaga' },
  'lembaga-keuangan': { group: 'lembaga' },
  'lembaga-teknis': { group: 'lembaga' },
  'lembaga-operator': { group: 'lembaga' },
  'operator-dinas': { group: 'dinas' },
  'supervisor-dinas': { group: 'dinas' },
  'staf-konsolidasi': { group: 'pusat' },
  'staf-pnbp': { group: 'pusat' },
  'staf-kerjasama': { group: 'pusat' },
  pejabat: { group: 'pusat' },
  auditor: { group: 'pusat' },
  admin: { group: 'pusat' },
} as const satisfies Record<string, { group: 'lembaga' | 'dinas' | 'pusat' }>;

/** A role that a person holds. */
export type Role = keyof typeof roles;

export const roleNames = Object.keys(roles) as Role[];

export const isRole = (value: unknown): value is Role =>
  typeof value === 'string' && Object.hasOwn(roles, value);

export const rolesOf = (group: 'lembaga' | 'dinas' | 'pusat'): Role[] =>
  roleNames.filter((role) => roles[role].group === group);

/** Actors that are no persons. They stand in `by` of lifecycle rows and in histories; nobody can log in as one. */
export const systemActors = ['system', 'timer', 'SIMPONI', 'DWH'] as const;
export type SystemActor = (typeof systemActors)[number];

/** Persons without an account: a citizen proves himself by the code and the secret of his own request. */
export const publicActors = ['pemohon'] as const;
export type PublicActor = (typeof publicActors)[number];

/** Whoever may stand in the `by` of a lifecycle row. */
export type Actor = Role | SystemActor | PublicActor;

/** All of them, for what histories hold. */
export const actorNames = [...roleNames, ...systemActors, ...publicActors] as readonly Actor[] as [
  Actor,
  ...Actor[],
];
