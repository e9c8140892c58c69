import { randomUUID } from 'node:crypto';
import { isRole, type Role } from '#contract/access/roles';
import type { AuditEvent } from '#contract/audit/events';
import { AppError } from '#contract/shared/errors';
import { randomToken, sha256 } from '#platform/crypto';
import { type DatabaseReader, Prisma, type Transaction } from '#prisma/client';
import { writeAudit } from '../audit.ts';
import { queueNotice } from '../notices.ts';
import {
  checkGrantable,
  checkPlace,
  findWorkplace,
  institutionForInvitation,
  type Manager,
  type Place,
} from './rules.ts';

/** A link by mail lives this long. */
export const invitationDays = 7;

export interface InvitationRequest {
  readonly name: string;
  readonly email: string;
  readonly roles: readonly Role[];
  readonly institutionId?: string | undefined;
  readonly officeId?: string | undefined;
  readonly unit?: string | undefined;
}

/**
 * Invites a person by mail and gives the invitation's id. Throws `INVALID_INPUT` for roles that the manager may not
 * give or that do not fit the place, and for a closed office; `FORBIDDEN` for another institution, `NOT_FOUND` for an unknown one,
 * `EMAIL_TAKEN` when the address has an account or an open invitation.
 */
export async function invite(
  tx: Transaction,
  request: InvitationRequest,
  manager: Manager,
  now: Date,
): Promise<string> {
  const roles = [...new Set(request.roles)];
  checkGrantable(manager, roles);
  const institutionId = institutionForInvitation(manager, roles, request.institutionId);
  const officeId = request.officeId ?? null;
  checkPlace(roles, { institutionId, officeId });
  const office = await findWorkplace(tx, officeId);
  const institution = institutionId && (await tx.institution.findUnique({ where: { id: institutionId } }));
  if (institutionId && !institution) throw new AppError('NOT_FOUND', { message: 'no such institution' });
  await refuseTakenAddress(tx, request.email);
  const token = randomToken();
  const expiresAt = endOf(now);
  const { id } = await tx.invitation.create({
    data: {
      tokenHash: sha256(token),
      email: request.email,
      name: request.name,
      roles,
      institutionId,
      officeId,
      unit: request.unit || null,
      invitedBy: manager.id,
      createdAt: now,
      expiresAt,
    },
  });
  const { name, email } = request;
  await mail(tx, { id, token, name, email, roles, place: institution || office, manager, expiresAt });
  await audit(tx, 'INVITATION_SENT', manager, { id, institutionId, officeId, roles });
  return id;
}

/**
 * Sends an open invitation again; the link of before stops working, and a mail with it that still waits is not sent. Throws
 * `NOT_FOUND` when it is not open, and `INVALID_INPUT` when its roles are not the manager's to give.
 */
export async function renewInvitation(
  tx: Transaction,
  id: string,
  manager: Manager,
  now: Date,
): Promise<void> {
  const invitation = await tx.invitation.findUnique({
    where: { id },
    include: { institution: true, office: true },
  });
  if (!invitation) throw new AppError('NOT_FOUND', { message: 'no such invitation' });
  const roles = invitation.roles.filter(isRole);
  checkGrantable(manager, roles);
  const token = randomToken();
  const expiresAt = endOf(now);
  const { count } = await tx.invitation.updateMany({
    where: { id, acceptedAt: null, revokedAt: null },
    data: { tokenHash: sha256(token), expiresAt },
  });
  if (count === 0) throw new AppError('NOT_FOUND', { message: 'the invitation is not open' });
  const { name, email, institution, institutionId, office, officeId } = invitation;
  await stopMails(tx, id);
  await mail(tx, { id, token, name, email, roles, place: institution ?? office, manager, expiresAt });
  await audit(tx, 'INVITATION_SENT_AGAIN', manager, { id, institutionId, officeId, roles });
}

/**
 * Takes an open invitation back: its link stops working, and a mail that has not gone out yet stays here. Throws
 * `NOT_FOUND` when it is not open, and `INVALID_INPUT` when its roles are not the manager's to give.
 */
export async function revokeInvitation(
  tx: Transaction,
  id: string,
  manager: Manager,
  now: Date,
): Promise<void> {
  const [row] = await tx.invitation.updateManyAndReturn({
    where: { id, acceptedAt: null, revokedAt: null },
    data: { revokedAt: now },
  });
  if (!row) throw new AppError('NOT_FOUND', { message: 'the invitation is not open' });
  const { institutionId, officeId, roles } = row;
  checkGrantable(manager, roles.filter(isRole));
  await stopMails(tx, id);
  await audit(tx, 'INVITATION_REVOKED', manager, { id, institutionId, officeId, roles });
}

/**
 * Takes back every open invitation that a person has sent, as he is disabled: nobody comes in any more on his word. Gives
 * how many they were.
 */
export async function revokeInvitationsOf(
  tx: Transaction,
  inviterId: string,
  manager: Manager,
  now: Date,
): Promise<number> {
  const rows = await tx.invitation.updateManyAndReturn({
    where: { invitedBy: inviterId, acceptedAt: null, revokedAt: null },
    data: { revokedAt: now },
  });
  for (const { id, institutionId, officeId, roles } of rows) {
    await stopMails(tx, id);
    await audit(tx, 'INVITATION_REVOKED', manager, { id, institutionId, officeId, roles });
  }
  return rows.length;
}

/** The open invitation that a link's token names. Throws `INVITATION_INVALID`. */
export async function readInvitation(db: DatabaseReader, token: string, now: Date) {
  const row = await db.invitation.findUnique({
    where: { tokenHash: sha256(token) },
    include: { institution: { select: { name: true } }, office: { select: { name: true } } },
  });
  if (!row || row.acceptedAt || row.revokedAt || row.expiresAt <= now) {
    throw new AppError('INVITATION_INVALID');
  }
  return row;
}

/**
 * Makes the account of an invitation, once however often it is asked for at once. Gives the user's id and address.
 * Throws `INVITATION_INVALID`, or `EMAIL_TAKEN` when the address got an account in between.
 */
export async function acceptInvitation(
  tx: Transaction,
  token: string,
  passwordHash: string,
  from: { now: Date; address: string | null; requestId: string | null },
): Promise<{ id: string; email: string }> {
  const [row] = await tx.invitation.updateManyAndReturn({
    where: { tokenHash: sha256(token), acceptedAt: null, revokedAt: null, expiresAt: { gt: from.now } },
    data: { acceptedAt: from.now },
  });
  if (!row) throw new AppError('INVITATION_INVALID');
  const roles = row.roles.filter(isRole);
  const { email, name, institutionId, officeId, unit, invitedBy } = row;
  const id = await createUser(tx, {
    email,
    name,
    institutionId,
    officeId,
    unit,
    roles,
    grantedBy: invitedBy,
    passwordHash,
  });
  const institution = institutionId && (await tx.institution.findUnique({ where: { id: institutionId } }));
  const office = officeId && (await tx.office.findUnique({ where: { id: officeId } }));
  const place = (institution || office || null)?.name ?? unit ?? '-';
  await writeAudit(tx, {
    event: 'INVITATION_ACCEPTED',
    actor: { id, name, unit: place, roles, address: from.address, requestId: from.requestId },
    subjectType: 'USER',
    subjectId: id,
    institutionId,
    details: { invitationId: row.id, roles },
  });
  return { id, email };
}

export interface NewUser {
  readonly email: string;
  readonly name: string;
  readonly institutionId: string | null;
  readonly officeId: string | null;
  readonly unit: string | null;
  readonly roles: readonly Role[];
  readonly grantedBy: string | null;
  readonly passwordHash: string;
}

/** A user with a password and roles; gives his id. Throws `EMAIL_TAKEN`. */
export async function createUser(tx: Transaction, user: NewUser): Promise<string> {
  const id = randomUUID();
  const { email, name, institutionId, officeId, unit, roles, grantedBy, passwordHash } = user;
  try {
    // The link came by mail, so the address is his.
    await tx.user.create({ data: { id, email, name, institutionId, officeId, unit, emailVerified: true } });
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') {
      throw new AppError('EMAIL_TAKEN', { cause: error });
    }
    throw error;
  }
  await tx.account.create({
    data: { id: randomUUID(), accountId: id, providerId: 'credential', userId: id, password: passwordHash },
  });
  await tx.userRole.createMany({ data: roles.map((role) => ({ userId: id, role, grantedBy })) });
  return id;
}

/** Two invitations to one address at once take turns here. */
async function refuseTakenAddress(tx: Transaction, email: string): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`invitation:${email}`}, 0))::text`;
  const [users, invitations] = [
    await tx.user.count({ where: { email } }),
    await tx.invitation.count({ where: { email, acceptedAt: null, revokedAt: null } }),
  ];
  if (users + invitations > 0) throw new AppError('EMAIL_TAKEN');
}

const endOf = (now: Date): Date => new Date(now.getTime() + invitationDays * 86_400_000);

interface InvitationMail {
  readonly id: string;
  readonly token: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly Role[];
  /** His institution or office; null for the centre. */
  readonly place: { readonly name: string } | null;
  readonly manager: Manager;
  readonly expiresAt: Date;
}

/** How the keys of an invitation's mails begin. */
const mailKey = (id: string): string => `invitation:${id}:`;

/** Mails of a link that no longer works, and have not gone out, stay here. */
async function stopMails(tx: Transaction, id: string): Promise<void> {
  await tx.outgoingNotice.updateMany({
    where: { dedupeKey: { startsWith: mailKey(id) }, status: 'QUEUED' },
    data: { status: 'SKIPPED' },
  });
}

const mail = (tx: Transaction, invitation: InvitationMail): Promise<void> =>
  queueNotice(tx, {
    template: 'INVITATION',
    channel: 'EMAIL',
    recipient: invitation.email,
    params: {
      name: invitation.name,
      institutionName: invitation.place?.name ?? null,
      invitedByName: invitation.manager.name,
      roles: [...invitation.roles],
      token: invitation.token,
      expiresAt: invitation.expiresAt.toISOString(),
    },
    dedupeKey: `${mailKey(invitation.id)}${sha256(invitation.token).slice(0, 16)}`,
  });

const audit = (
  tx: Transaction,
  event: AuditEvent,
  actor: Manager,
  { id, institutionId, officeId, roles }: Place & { id: string; roles: readonly string[] },
): Promise<void> =>
  writeAudit(tx, {
    event,
    actor,
    subjectType: 'INVITATION',
    subjectId: id,
    institutionId,
    details: { roles, ...(officeId === null ? {} : { officeId }) },
  });
