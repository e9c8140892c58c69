import { isRole } from '#contract/access/roles';
import { isRegistrationStatus, type RegistrationStatus } from '#contract/metering/codes';
import type { RegistrationFacts, RegistrationLifecycle } from '#contract/metering/registrations';
import { AppError } from '#contract/shared/errors';
import { allowedActions, next } from '#contract/shared/lifecycle';
import type { ActingPerson } from '../audit.ts';

/** A network or terminal as its table looks at it. */
export interface Registration extends RegistrationFacts {
  readonly status: string;
}

/** What somebody decides about a registration, and the version that he saw. */
export interface Decision<A extends string> {
  readonly action: A;
  readonly version: number;
  readonly note?: string | undefined;
}

/**
 * The row of the table for a decision. Throws `OWN_REGISTRATION`, `BLOCKED_BY_STAFF`, `FORBIDDEN`, `NOTE_REQUIRED`, and
 * `ACTION_NOT_ALLOWED` with the status and what is allowed.
 */
export function judge<A extends string>(
  lifecycle: RegistrationLifecycle<A>,
  registration: Registration,
  { action, note }: Decision<A>,
  person: ActingPerson,
) {
  const situation = situationOf(registration, person);
  const verdict = next(lifecycle, action, situation);
  if (verdict.ok) {
    if (verdict.row.note === 'required' && !note) throw new AppError('NOTE_REQUIRED');
    return verdict.row;
  }
  const { refusal } = verdict;
  // Whose role may take the action at all is told of the status, not of the role.
  const mayEver = lifecycle.rows.some(
    (row) => row.action === action && row.by.some((role) => person.roles.includes(role)),
  );
  if (!mayEver) throw new AppError('FORBIDDEN', { message: `may not ${action}` });
  if (refusal.reason === 'FACTS' && refusal.failed.includes('isOfSomebodyElse')) {
    throw new AppError('OWN_REGISTRATION');
  }
  if (refusal.reason === 'FACTS' && refusal.failed.includes('isNotBlockedByStaff')) {
    throw new AppError('BLOCKED_BY_STAFF');
  }
  const allowed = allowedActions(lifecycle, situation);
  throw new AppError('ACTION_NOT_ALLOWED', { details: { state: registration.status, allowed } });
}

/** What a person may decide about a registration now. */
export const decisionsOf = <A extends string>(
  lifecycle: RegistrationLifecycle<A>,
  registration: Registration,
  person: Pick<ActingPerson, 'id' | 'roles'>,
): A[] => allowedActions(lifecycle, situationOf(registration, person));

const situationOf = (
  { status, ...facts }: Registration,
  { id, roles }: Pick<ActingPerson, 'id' | 'roles'>,
) => ({ state: statusOf(status), facts, actor: { id, roles: roles.filter(isRole) } });

function statusOf(text: string): RegistrationStatus {
  if (isRegistrationStatus(text)) return text;
  throw new Error(`no status of a registration: ${text}`);
}
