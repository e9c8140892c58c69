import { fill, texts } from '#contract/i18n/index';
import type { OutboxKind } from '#contract/orders/codes';
import { openRequestStatuses, type RequestStatus } from '#contract/requests/lifecycle';
import { isAppError } from '#contract/shared/errors';
import type { WorkingCalendar } from '#contract/shared/working-time';
import { formatDateTime } from '#platform/clock';
import type { Vault } from '#platform/vault';
import type { Database, Prisma, Transaction } from '#prisma/client';
import { systemPerson } from '../audit.ts';
import { readCalendar } from '../calendar/calendar.ts';
import { wakeDispatcher } from '../payments/inbox.ts';
import {
  basisOf,
  countPromise,
  frontOfQueue,
  type PromiseColumns,
  type PromiseSettings,
} from './deadlines.ts';
import { recordRequestTransitionIn } from './transition.ts';

const pageSize = 200;

type Row = Prisma.SyncRequestGetPayload<object>;
type Calendars = Map<string, WorkingCalendar>;

/**
 * Counts every running promise anew by the calendar as it stands now. Where the end moved, the history says so and the
 * request's workflow is told; a request that moves on meanwhile is looked at again. May be repeated. Gives how many
 * moved.
 */
export async function moveDeadlines(
  db: Database,
  vault: Vault,
  settings: PromiseSettings,
  at: Date,
): Promise<number> {
  const calendars: Calendars = new Map();
  let [moved, after] = [0, ''];
  for (;;) {
    const page = await db.syncRequest.findMany({
      where: {
        status: { in: [...openRequestStatuses] },
        dueAt: { not: null },
        ...(after ? { id: { gt: after } } : {}),
      },
      orderBy: { id: 'asc' },
      take: pageSize,
    });
    for (const row of page) if (await moveOne(db, { vault, settings, calendars, at }, row)) moved += 1;
    if (page.length < pageSize) return moved;
    after = page.at(-1)?.id ?? '';
  }
}

interface MoveParts {
  readonly vault: Vault;
  readonly settings: PromiseSettings;
  readonly calendars: Calendars;
  readonly at: Date;
}

/** Somebody who acts at the same moment counts by the new calendar himself, or is counted after him. */
async function moveOne(db: Database, parts: MoveParts, row: Row): Promise<boolean> {
  for (let current: Row | null = row, tries = 0; current && tries < 5; tries += 1) {
    const calendar = await calendarOf(db, parts.calendars, current.officeId);
    const promise = promiseAnew(current, parts.settings, calendar);
    if (!promise) return false;
    const before = current;
    try {
      await db.$transaction((tx) => recordMove(tx, parts, before, promise, calendar));
      return true;
    } catch (error) {
      if (!isAppError(error) || error.code !== 'VERSION_CONFLICT') throw error;
      current = await db.syncRequest.findUnique({ where: { id: row.id } });
    }
  }
  return false;
}

/** Null: nothing is promised, or the end stays where it was. */
function promiseAnew(row: Row, settings: PromiseSettings, calendar: WorkingCalendar): PromiseColumns | null {
  const basis = basisOf(row);
  if (!basis) return null;
  const promise = countPromise(row.status as keyof PromiseSettings['serviceDays'], basis, settings, calendar);
  return promise.dueAt?.getTime() === row.dueAt?.getTime() ? null : promise;
}

async function recordMove(
  tx: Transaction,
  { vault, at }: MoveParts,
  row: Row,
  promise: PromiseColumns,
  { zone }: WorkingCalendar,
): Promise<void> {
  const status = row.status as RequestStatus;
  const due = promise.dueAt ?? at;
  await recordRequestTransitionIn(tx, vault, {
    requestId: row.id,
    expectedVersion: row.version,
    moves: {
      request: { action: 'moveDeadline', from: status, to: status, role: 'system' },
      steps: [],
    },
    actor: systemPerson('system'),
    note: fill(texts('id').requests.systemNote.deadlineMoved, { due: formatDateTime(due, zone) }),
    at,
    changes: { ...promise, queueAt: row.priority ? frontOfQueue : due },
  });
  await tellWorkflow(tx, row.id);
}

/** Lets the request's workflow read its row again. One row of the outbox for each request, used again and again. */
export async function tellWorkflow(tx: Transaction, requestId: string): Promise<void> {
  const kind: OutboxKind = 'REQUEST_CHANGED';
  const anew = { doneAt: null, attempts: 0, availableAt: new Date(), lastError: null };
  await tx.outbox.upsert({
    where: { kind_refId: { kind, refId: requestId } },
    create: { kind, refId: requestId },
    update: anew,
  });
  await wakeDispatcher(tx);
}

async function calendarOf(db: Database, calendars: Calendars, officeId: string): Promise<WorkingCalendar> {
  const known = calendars.get(officeId);
  if (known) return known;
  const calendar = await readCalendar(db, officeId);
  calendars.set(officeId, calendar);
  return calendar;
}
