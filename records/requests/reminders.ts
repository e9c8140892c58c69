import type { Role } from '#contract/access/roles';
import { type RequestStatus, requestAttention } from '#contract/requests/lifecycle';
import type { Transaction } from '#prisma/client';
import { officeRecipients, queueNotices, roleRecipients } from '../notices.ts';

interface Overdue {
  readonly id: string;
  readonly code: string;
  readonly status: string;
  readonly officeId: string;
  readonly dueAt: Date | null;
}

/** Queues the mails of one reminder or escalation, once for each deadline and person. They name code and status alone. */
export async function remindStaff(tx: Transaction, row: Overdue, kind: 'remind' | 'escalate'): Promise<void> {
  const status = row.status as keyof typeof requestAttention;
  const dueAt = row.dueAt?.toISOString();
  if (!(status in requestAttention) || !dueAt) return;
  const { where, [kind]: role } = requestAttention[status];
  const template = kind === 'remind' ? 'REQUEST_REMINDER' : 'REQUEST_ESCALATION';
  await queueNotices(
    tx,
    (await recipients(tx, row.officeId, where, role)).map((recipient) => ({
      ...{ template, channel: 'EMAIL' as const, recipient, requestId: row.id },
      dedupeKey: `request:${row.id}:${template}:${dueAt}:${recipient}`,
      params: { requestId: row.id, code: row.code, status: row.status as RequestStatus, dueAt },
    })),
  );
}

const recipients = (
  tx: Transaction,
  officeId: string,
  where: 'office' | 'centre',
  role: Role,
): Promise<string[]> =>
  where === 'office' ? officeRecipients(tx, officeId, role) : roleRecipients(tx, role);
