import type { Prisma } from '#prisma/client';
import type { SignedIn } from '../shared/deps.ts';
import { scopeOf, seesAllInstitutions } from '../shared/scope.ts';

/** The centre sees all; an institution what was forwarded to it, and nothing before that. */
export const complaintScope = (actor: SignedIn): Prisma.AccessComplaintWhereInput =>
  seesAllInstitutions(actor) ? {} : { ...scopeOf(actor), forwardedAt: { not: null } };

/** What every view of a complaint is read with. */
export const withInstitution = {
  institution: { select: { name: true } },
} as const satisfies Prisma.AccessComplaintInclude;
export type ComplaintRow = Prisma.AccessComplaintGetPayload<{ include: typeof withInstitution }>;
