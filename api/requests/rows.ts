import type { z } from 'zod';
import type { ClockStop, LookupKind, ReaderKind, RequestChannel } from '#contract/requests/codes';
import type { requestListQuery } from '#contract/requests/http';
import { maskName, maskNumber, readRequestCode } from '#contract/requests/identity';
import { openRequestStatuses, type RequestStatus, requestStatuses } from '#contract/requests/lifecycle';
import type { RequestSummary } from '#contract/requests/schemas';
import type { RequestStep, StepResult, StepStatus } from '#contract/requests/steps';
import { countCap, pastCountCap } from '#contract/shared/paging';
import { dayKey, startOfDay } from '#platform/clock';
import type { Vault } from '#platform/vault';
import type { DatabaseReader, Prisma } from '#prisma/client';
import { openName, openNik } from '#records/requests/sealed';
import type { SignedIn } from '../shared/deps.ts';
import { type ListSource, type SortKey, whereIds } from '../shared/lists.ts';
import { requestScope, seesAllRequests } from './scope.ts';

/** The filter of the queue, parsed (`requestListQuery`). */
export type RequestFilter = z.output<typeof requestListQuery>['filter'];

/** A number that somebody searched for: its kind and blind index. */
export interface FoundLookup {
  readonly kind: LookupKind;
  readonly index: string;
}

export const summaryInclude = {
  office: { select: { name: true, zone: true } },
  steps: true,
} as const satisfies Prisma.SyncRequestInclude;

export type SummaryRow = Prisma.SyncRequestGetPayload<{ include: typeof summaryInclude }>;

const oneDay = 86_400_000;

/**
 * The requests that this person may see and asked for. The scope stands beside the filter, not under it: asking for
 * another office finds nothing. Days are of the reader's own office, else of WIB. `lookup` is what the filter's token
 * stands for.
 */
export function requestWhere(
  actor: SignedIn,
  filter: RequestFilter,
  now: Date,
  lookup: FoundLookup | null = null,
): Prisma.SyncRequestWhereInput {
  const zone = actor.officeZone ?? 'WIB';
  const { step, stepStatus, channel, officeId, submittedFrom, submittedTo, endedFrom } = filter;
  const submittedAt = {
    ...(submittedFrom ? { gte: startOfDay(submittedFrom, zone) } : {}),
    ...(submittedTo ? { lt: new Date(startOfDay(submittedTo, zone).getTime() + oneDay) } : {}),
  };
  const tomorrow = new Date(startOfDay(dayKey(now, zone), zone).getTime() + oneDay);
  return {
    AND: [
      requestScope(actor),
      whereIds(filter.id),
      statusWhere(filter, seesAllRequests(actor)),
      step ? { ...stillOpen, step } : {},
      stepStatus ? { ...stillOpen, stepStatus } : {},
      assigneeWhere(actor, filter),
      filter.overdue === undefined ? {} : filter.overdue ? dueBefore(now) : notDueBefore(now),
      filter.dueToday ? { AND: [dueBefore(tomorrow), { dueAt: { gte: now } }] } : {},
      channel ? { channel } : {},
      officeId ? { officeId } : {},
      submittedFrom || submittedTo ? { submittedAt } : {},
      endedFrom ? endedSince(startOfDay(endedFrom, zone)) : {},
      filter.code === undefined ? {} : codeWhere(filter.code),
      lookup ? (lookup.kind === 'NIK' ? { nikIndex: lookup.index } : { kkIndex: lookup.index }) : {},
    ],
  };
}

/** Open requests are few among all that ever came: this leads to the indexes that hold only those. */
const stillOpen = { endedAt: null } as const;

const isOpen = (status: RequestStatus): boolean => openRequestStatuses.includes(status);
const endedStatuses = requestStatuses.filter((status) => !isOpen(status));

/**
 * Said by the end where that means the same: no list of statuses leads into the indexes of what is open, which hold every
 * filter, nor of what has ended, which hold the country's as a whole.
 */
function statusWhere(
  { status, channel, officeId }: RequestFilter,
  wholeCountry: boolean,
): Prisma.SyncRequestWhereInput {
  if (status === undefined) return {};
  const named: readonly RequestStatus[] = typeof status === 'string' ? [status] : status;
  const wanted = requestStatuses.filter((each) => named.includes(each));
  if (wanted.length === requestStatuses.length) return {};
  const [one, ...more] = wanted;
  const exactly = { status: one !== undefined && more.length === 0 ? one : { in: wanted } };
  if (one === undefined) return exactly;
  if (wanted.every(isOpen)) {
    return wanted.length === openRequestStatuses.length ? stillOpen : { ...stillOpen, ...exactly };
  }
  const allEnded = wanted.length === endedStatuses.length && !wanted.some(isOpen);
  return allEnded && wholeCountry && !channel && !officeId ? { endedAt: { not: null } } : exactly;
}

/**
 * Work that is somebody's or nobody's, so of open requests: at an office who took the request; with a step, and for the
 * centre, who took the step.
 */
function assigneeWhere(actor: SignedIn, { assignee, step }: RequestFilter): Prisma.SyncRequestWhereInput {
  if (assignee === undefined) return {};
  const id = assignee === 'me' ? actor.id : null;
  const ofStep = step !== undefined || seesAllRequests(actor);
  return {
    ...stillOpen,
    ...(ofStep ? { stepAssigneeId: id, step: step ?? { not: null } } : { assigneeId: id }),
  };
}

/**
 * `queueAt` is never behind `dueAt`, so the bound on it changes nothing but where the index is entered. What has ended
 * is due no more.
 */
const dueBefore = (moment: Date): Prisma.SyncRequestWhereInput => ({
  ...stillOpen,
  dueAt: { lt: moment },
  queueAt: { lt: moment },
});

/** Also while the clock stands still, and after the end: then nothing is due (`NOT` would lose those nulls). */
const notDueBefore = (moment: Date): Prisma.SyncRequestWhereInput => ({
  OR: [{ dueAt: null }, { dueAt: { gte: moment } }],
});

/** What has ended stands in the queue's order where it ended: there an index is entered. */
const endedSince = (moment: Date): Prisma.SyncRequestWhereInput => ({
  status: { in: endedStatuses },
  queueAt: { gte: moment },
});

function codeWhere(text: string): Prisma.SyncRequestWhereInput {
  const code = readRequestCode(text);
  return code ? { code } : { id: { in: [] } };
}

const key = (path: 'queueAt' | 'submittedAt' | 'dueAt') =>
  ({
    path: [path],
    type: 'time',
    value: (row: SummaryRow) => row[path] ?? '',
  }) as const satisfies SortKey<SummaryRow>;

/** Filters that every index of the list holds, in either order. */
const held: readonly string[] = ['status', 'channel', 'officeId'] satisfies (keyof RequestFilter)[];

/** Filters that find open requests only: the indexes of those hold all others too. */
const ofOpenOnly = ({ status, step, stepStatus, assignee, overdue, dueToday }: RequestFilter): boolean =>
  (status !== undefined && (typeof status === 'string' ? [status] : status).every(isOpen)) ||
  step !== undefined ||
  stepStatus !== undefined ||
  assignee !== undefined ||
  overdue === true ||
  dueToday === true;

/** The order whose index is entered where the hits begin. */
function countOrder({ submittedFrom, submittedTo, overdue, dueToday }: RequestFilter) {
  if (submittedFrom || submittedTo) return 'submittedAt';
  return overdue || dueToday ? 'due' : 'queue';
}

/** Neither open work nor a stretch of time: such a list holds what ended long ago, and only grows. */
const ofAllTime = (filter: RequestFilter): boolean =>
  !ofOpenOnly(filter) && !filter.submittedFrom && !filter.submittedTo && !filter.endedFrom;

/** Whether a page can be read along an index, whatever the filter finds: it leads to the rows, or few stand in it. */
const isAlongIndex = (filter: RequestFilter): boolean => {
  if (filter.id || filter.code !== undefined || filter.lookup !== undefined) return false;
  const given = Object.entries(filter).filter(([, value]) => value !== undefined);
  return ofOpenOnly(filter) || given.every(([name]) => held.includes(name));
};

/** How the list is sorted and counted, by the indexes that stand in the schema (docs/adr/0011). */
export const requestListSource = (db: DatabaseReader, filter: RequestFilter): ListSource<SummaryRow> => ({
  fields: {
    queue: { ...key('queueAt'), tie: 'same' },
    submittedAt: { ...key('submittedAt'), tie: 'same' },
    due: { ...key('dueAt'), tie: 'same' },
  },
  idOf: ({ id }) => id,
  countUpTo: ofAllTime(filter) ? pastCountCap : countCap,
  countAlong: countOrder(filter),
  findMany: (args) => db.syncRequest.findMany({ ...args, include: summaryInclude }),
  findIds: (args) => db.syncRequest.findMany({ ...args, select: { id: true } }),
  scattered: !isAlongIndex(filter),
  count: (args) => db.syncRequest.count(args),
});

/** A row of the queue; name and NIK masked. */
export function requestSummary(vault: Vault, row: SummaryRow, now: Date): RequestSummary {
  const step = row.steps.find((each) => each.step === row.step);
  return {
    id: row.id,
    code: row.code,
    status: row.status as RequestStatus,
    statusSince: row.statusSince.toISOString(),
    submittedAt: row.submittedAt.toISOString(),
    dueAt: row.dueAt?.toISOString() ?? null,
    overdue: row.endedAt === null && row.dueAt !== null && row.dueAt < now,
    clockStopped: row.clockStopped as ClockStop | null,
    priority: row.priority,
    channel: row.channel as RequestChannel,
    belumTerbacaDi: row.reader as ReaderKind,
    nikMasked: maskNumber(openNik(vault, row)),
    nameMasked: maskName(openName(vault, row)),
    officeId: row.officeId,
    officeName: row.office.name,
    zone: row.office.zone,
    assignee: personOf(row.assigneeId, row.assigneeName),
    step: row.step as RequestStep | null,
    stepStatus: row.stepStatus as StepStatus | null,
    stepSince: step?.since.toISOString() ?? null,
    stepAssignee: step ? personOf(step.assigneeId, step.assigneeName) : null,
    stepResult: (step?.result as StepResult | null | undefined) ?? null,
    dwhProgress: step?.status === 'DIKERJAKAN' ? step.dwhProgress : null,
  };
}

export const personOf = (id: string | null, name: string | null) =>
  id === null ? null : { id, name: name ?? id };
