import type { Actor, SystemActor } from '#contract/access/roles';
import type { AuditEvent, AuditSubject } from '#contract/audit/events';
import { texts } from '#contract/i18n/index';
import type { Prisma, Transaction } from '#prisma/client';

/** Whoever acts, as he was at that moment: histories and the audit trail keep the words, not a reference. */
export interface ActingPerson {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly roles: readonly Actor[];
  readonly address?: string | null;
  readonly requestId?: string | null;
}

/** The system, the timer or SIMPONI as the one who acts. */
export const systemPerson = (actor: SystemActor): ActingPerson => ({
  id: actor,
  name: texts('id').actors[actor],
  unit: texts('id').orders.systemUnit,
  roles: [actor],
});

export interface AuditInput {
  /** What happened, e.g. the lifecycle row's event. */
  readonly event: AuditEvent;
  readonly actor: ActingPerson;
  readonly subjectType: AuditSubject;
  readonly subjectId: string;
  readonly institutionId?: string | null;
  /** `OK` unless told, else an error code. */
  readonly outcome?: string;
  /** Codes and figures; personal data only where reading it is itself what is recorded. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Adds a row to the append-only trail, in the transaction of what it records. */
export async function writeAudit(tx: Transaction, input: AuditInput): Promise<void> {
  const { actor } = input;
  await tx.auditEntry.createMany({
    data: {
      event: input.event,
      actorId: actor.id,
      actorName: actor.name,
      actorUnit: actor.unit,
      actorRoles: [...actor.roles],
      address: actor.address ?? null,
      requestId: actor.requestId ?? null,
      subjectType: input.subjectType,
      subjectId: input.subjectId,
      institutionId: input.institutionId ?? null,
      outcome: input.outcome ?? 'OK',
      ...(input.details ? { details: input.details as Prisma.InputJsonObject } : {}),
    },
  });
}
