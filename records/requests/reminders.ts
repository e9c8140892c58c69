import type { Role } from '#contract/access/roles';
import { type RequestStatus, requestAttention } from '#contract/requests/lifecycle';
import type { RequestStep } from '#contract/requests/steps';
import { endOfWorkingDays } from '#contract/shared/working-time';
import type { Transaction } from '#prisma/client';
import { readCalendar } from '../calendar/calendar.ts';
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

/** Working days of its office for which a question may stay open before the head of section hears of it. */
const questionDays = 1;

/**
 * Tells the office of a question that the centre asked, and its head of section when nobody answers: while it is open the
 * clock stands still, so no promise reminds anybody. What was answered meanwhile is not sent (`isQuestionOver`). The mails
 * name code and step alone.
 */
export async function tellOfQuestion(
  tx: Transaction,
  { id, code, officeId }: Pick<Overdue, 'id' | 'code' | 'officeId'>,
  { step, at }: { readonly step: RequestStep; readonly at: Date },
): Promise<void> {
  const askedAt = at.toISOString();
  const calendar = await readCalendar(tx, officeId);
  const mails = [
    ['REQUEST_QUESTION', 'operator-dinas', {}],
    [
      'REQUEST_QUESTION_OPEN',
      'supervisor-dinas',
      { availableAt: new Date(endOfWorkingDays(at.getTime(), questionDays, calendar)) },
    ],
  ] as const;
  for (const [template, role, when] of mails) {
    await queueNotices(
      tx,
      (await officeRecipients(tx, officeId, role)).map((recipient) => ({
        ...{ template, channel: 'EMAIL' as const, recipient, requestId: id, ...when },
        dedupeKey: `request:${id}:${template}:${askedAt}:${recipient}`,
        params: { requestId: id, code, step, askedAt },
      })),
    );
  }
}

const recipients = (
  tx: Transaction,
  officeId: string,
  where: 'office' | 'centre',
  role: Role,
): Promise<string[]> =>
  where === 'office' ? officeRecipients(tx, officeId, role) : roleRecipients(tx, role);
