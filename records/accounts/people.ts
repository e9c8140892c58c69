import { can } from '#contract/access/permissions';
import { isRole, type Role } from '#contract/access/roles';
import type { AuditEvent } from '#contract/audit/events';
import { AppError } from '#contract/shared/errors';
import type { Transaction } from '#prisma/client';
import { writeAudit } from '../audit.ts';
import { queueNotice } from '../notices.ts';
import { revokeInvitationsOf } from './invitations.ts';
import { checkGrantable, checkPlace, findWorkplace, type Manager, type Place } from './rules.ts';
import { removeTwoFactor } from './two-factor.ts';

/**
 * Changes of roles and of who may sign in take turns: two administrators who remove each other at once, or somebody
 * who lost his own role a moment ago, must not both succeed. Throws `FORBIDDEN` when the manager may no longer manage.
 */
export async function lockPeople(tx: Transaction, manager: Manager): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended('people', 0))::text`;
  const me = await tx.user.findUnique({ where: { id: manager.id }, include: { roles: true } });
  const roles = me?.roles.map(({ role }) => role).filter(isRole) ?? [];
  if (me?.disabledAt || !can(roles, 'people.manage')) {
    throw new AppError('FORBIDDEN', { message: 'the manager may no longer manage people' });
  }
}

/** Roles that somebody is to have, and his office; an office that is absent stays as it is. */
export interface WantedRoles {
  readonly roles: readonly Role[];
  readonly officeId?: string | null | undefined;
}

/**
 * Gives a person exactly these roles, at once in every session, and moves him to the office that is named. Call under
 * `lockPeople`. Throws `OWN_ACCOUNT`, `INVALID_INPUT` for roles that the manager may not give or take or that do not
 * fit the person's place, and for a closed office, and `LAST_ADMINISTRATOR`.
 */
export async function setRoles(
  tx: Transaction,
  userId: string,
  { roles: wanted, officeId: asked }: WantedRoles,
  manager: Manager,
): Promise<void> {
  refuseOwn(userId, manager);
  const user = await tx.user.findUniqueOrThrow({ where: { id: userId }, include: { roles: true } });
  const held = user.roles.map(({ role }) => role).filter(isRole);
  const given = [...new Set(wanted)].filter((role) => !held.includes(role));
  const taken = held.filter((role) => !wanted.includes(role));
  checkGrantable(manager, [...given, ...taken]);
  const officeId = await placeAt(tx, wanted, user, asked);
  if (taken.includes('admin')) await refuseLastAdministrator(tx, userId);
  const moved = officeId !== user.officeId;
  if (given.length + taken.length === 0 && !moved) return;
  if (moved) await tx.user.update({ where: { id: userId }, data: { officeId } });
  await tx.userRole.deleteMany({ where: { userId, role: { in: taken } } });
  await tx.userRole.createMany({ data: given.map((role) => ({ userId, role, grantedBy: manager.id })) });
  await audit(tx, 'ROLES_CHANGED', manager, user, {
    given,
    taken,
    ...(moved ? { officeId: [user.officeId, officeId] } : {}),
  });
}

/** The office of somebody who gets these roles. Nobody keeps a place without a role: it is left as it was. */
async function placeAt(
  tx: Transaction,
  roles: readonly Role[],
  held: Place,
  asked: string | null | undefined,
): Promise<string | null> {
  if (roles.length === 0) return held.officeId;
  const officeId = asked === undefined ? held.officeId : asked;
  checkPlace(roles, { institutionId: held.institutionId, officeId });
  if (officeId !== held.officeId) await findWorkplace(tx, officeId);
  return officeId;
}

/** Roles of somebody who has not accepted yet. Throws as `setRoles`; `NOT_FOUND` when the invitation is not open. */
export async function setInvitedRoles(
  tx: Transaction,
  invitationId: string,
  wanted: WantedRoles,
  manager: Manager,
): Promise<void> {
  const invitation = await tx.invitation.findUniqueOrThrow({ where: { id: invitationId } });
  const roles = [...new Set(wanted.roles)];
  if (roles.length === 0) {
    throw new AppError('INVALID_INPUT', { errors: [{ path: 'roles', code: 'REQUIRED' }] });
  }
  checkGrantable(manager, [...roles, ...invitation.roles.filter(isRole)]);
  const officeId = await placeAt(tx, roles, invitation, wanted.officeId);
  const { count } = await tx.invitation.updateMany({
    where: { id: invitationId, acceptedAt: null, revokedAt: null },
    data: { roles, officeId },
  });
  if (count === 0) throw new AppError('NOT_FOUND', { message: 'the invitation is not open' });
  await writeAudit(tx, {
    event: 'INVITATION_CHANGED',
    actor: manager,
    subjectType: 'INVITATION',
    subjectId: invitationId,
    institutionId: invitation.institutionId,
    details: { before: invitation.roles, roles, officeId: [invitation.officeId, officeId] },
  });
}

/**
 * Sets how many units (a day, WIB) a person may use in the web portal; null = as many as there are. Call under
 * `lockPeople`. Throws `INVALID_INPUT` for somebody who is no operator of an institution.
 */
export async function setDailyLimit(
  tx: Transaction,
  userId: string,
  dailyLimit: number | null,
  manager: Manager,
): Promise<void> {
  const user = await tx.user.findUniqueOrThrow({ where: { id: userId }, include: { roles: true } });
  if (!user.roles.some(({ role }) => role === 'lembaga-operator')) {
    throw new AppError('INVALID_INPUT', { errors: [{ path: 'dailyLimit', code: 'NOT_AN_OPERATOR' }] });
  }
  if (user.dailyLimit === dailyLimit) return;
  await tx.user.update({ where: { id: userId }, data: { dailyLimit } });
  await audit(tx, 'DAILY_LIMIT_CHANGED', manager, user, { dailyLimit: [user.dailyLimit, dailyLimit] });
}

/**
 * Disables a person: every session of his ends now, and so do the invitations of his that nobody has taken up. Call under
 * `lockPeople`. Throws `OWN_ACCOUNT`, `LAST_ADMINISTRATOR`. A person who is disabled already stays so.
 */
export async function disablePerson(
  tx: Transaction,
  userId: string,
  manager: Manager,
  now: Date,
): Promise<void> {
  refuseOwn(userId, manager);
  const user = await tx.user.findUniqueOrThrow({ where: { id: userId }, include: { roles: true } });
  if (user.disabledAt) return;
  if (user.roles.some(({ role }) => role === 'admin')) await refuseLastAdministrator(tx, userId);
  await tx.user.update({ where: { id: userId }, data: { disabledAt: now } });
  const { count } = await tx.session.deleteMany({ where: { userId } });
  const invitationsRevoked = await revokeInvitationsOf(tx, userId, manager, now);
  await audit(tx, 'PERSON_DISABLED', manager, user, { sessionsEnded: count, invitationsRevoked });
}

/** Lets a disabled person sign in again. Throws `OWN_ACCOUNT`. */
export async function enablePerson(tx: Transaction, userId: string, manager: Manager): Promise<void> {
  refuseOwn(userId, manager);
  const user = await tx.user.findUniqueOrThrow({ where: { id: userId } });
  if (!user.disabledAt) return;
  // A login that raced with the disabling may have left a session behind: it must not wake up now.
  await tx.session.deleteMany({ where: { userId } });
  await tx.user.update({ where: { id: userId }, data: { disabledAt: null } });
  await audit(tx, 'PERSON_ENABLED', manager, user, {});
}

/**
 * Forgets the second factor of somebody who lost it, and ends his sessions; he is told by mail. Call under
 * `lockPeople`. Throws `OWN_ACCOUNT`, and `NOT_FOUND` for somebody who has none.
 */
export async function resetTwoFactor(
  tx: Transaction,
  userId: string,
  reason: string,
  { manager, now }: { readonly manager: Manager; readonly now: Date },
): Promise<void> {
  refuseOwn(userId, manager);
  const user = await tx.user.findUniqueOrThrow({ where: { id: userId } });
  if (!user.twoFactorEnabled) throw new AppError('NOT_FOUND', { message: 'no second factor' });
  await removeTwoFactor(tx, userId);
  const { count } = await tx.session.deleteMany({ where: { userId } });
  await queueNotice(tx, {
    template: 'TWO_FACTOR_RESET',
    channel: 'EMAIL',
    recipient: user.email,
    params: { name: user.name, byName: manager.name, at: now.toISOString() },
    dedupeKey: `two-factor-reset:${userId}:${now.toISOString()}`,
  });
  await audit(tx, 'TWO_FACTOR_RESET', manager, user, { reason, sessionsEnded: count });
}

function refuseOwn(userId: string, manager: Manager): void {
  if (userId === manager.id) throw new AppError('OWN_ACCOUNT');
}

async function refuseLastAdministrator(tx: Transaction, userId: string): Promise<void> {
  const others = await tx.user.count({
    where: { id: { not: userId }, disabledAt: null, roles: { some: { role: 'admin' } } },
  });
  if (others === 0) throw new AppError('LAST_ADMINISTRATOR');
}

const audit = (
  tx: Transaction,
  event: AuditEvent,
  actor: Manager,
  user: { id: string; institutionId: string | null },
  details: Readonly<Record<string, unknown>>,
): Promise<void> =>
  writeAudit(tx, {
    event,
    actor,
    subjectType: 'USER',
    subjectId: user.id,
    institutionId: user.institutionId,
    details,
  });
