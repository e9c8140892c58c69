import { randomUUID } from 'node:crypto';
import type { MatchingActor, MatchingStatus } from '#contract/metering/matching/lifecycle';
import {
  actingRole,
  type MatchingAction,
  type MatchingHold,
  planMatching,
} from '#contract/metering/matching/lifecycle';
import type { ComparableElement } from '#contract/metering/person';
import { AppError } from '#contract/shared/errors';
import type { Database, Transaction } from '#prisma/client';
import { type ActingPerson, writeAudit } from '../../audit.ts';
import { outboxChannel } from '../../payments/inbox.ts';
import { takePendingFiles } from '../../requests/pending-files.ts';
import { tellUnlessHeard } from '../../unheard-acts.ts';

/** A part of the file as it lies in the storage. */
export interface StoredChunk {
  readonly rows: number;
  readonly inputKey: string;
}

export interface NewMatchingJob {
  readonly institutionId: string;
  readonly productId: string;
  readonly fileName: string;
  readonly elements: readonly ComparableElement[];
  readonly badRows: number;
  readonly chunks: readonly StoredChunk[];
}

/** Accepts a job: row, chunks, first history row, audit and the outbox row that starts its workflow. Gives its id. */
export async function submitMatching(
  tx: Transaction,
  input: NewMatchingJob,
  actor: ActingPerson,
  now: Date,
): Promise<string> {
  const id = randomUUID();
  const { chunks, elements, ...job } = input;
  const totalRows = chunks.reduce((sum, { rows }) => sum + rows, 0);
  await takePendingFiles(
    tx,
    chunks.map(({ inputKey }) => inputKey),
  );
  await tx.matchingJob.create({
    data: {
      ...job,
      id,
      elements: [...elements],
      totalRows,
      createdBy: actor.id,
      createdByName: actor.name,
      createdAt: now,
    },
  });
  await tx.matchingChunk.createMany({ data: chunks.map((each, chunk) => ({ jobId: id, chunk, ...each })) });
  await tx.matchingHistory.create({
    data: {
      ...{ jobId: id, version: 1, action: 'submit', to: 'DIPROSES', at: now },
      ...{ actorId: actor.id, actorName: actor.name, actorUnit: actor.unit },
      actorRole: actingRole(actor as MatchingActor, ['lembaga-teknis', 'lembaga-admin']),
    },
  });
  await writeAudit(tx, {
    ...{ event: 'MATCHING_SUBMITTED', actor, subjectType: 'MATCHING', subjectId: id },
    institutionId: input.institutionId,
    details: { rows: totalRows, badRows: input.badRows, elements },
  });
  await tx.outbox.create({ data: { kind: 'START_MATCHING', refId: id } });
  await tx.$executeRaw`select pg_notify(${outboxChannel}, '')`;
  return id;
}

/** What a job's workflow knows of it. */
export interface MatchingSnapshot {
  readonly status: MatchingStatus;
  readonly version: number;
}

export async function readMatching(db: Database, jobId: string): Promise<MatchingSnapshot> {
  const row = await db.matchingJob.findUnique({
    where: { id: jobId },
    select: { status: true, version: true },
  });
  if (!row) throw new AppError('NOT_FOUND', { message: 'no such job' });
  return { status: row.status as MatchingStatus, version: row.version };
}

export interface MatchingTransition {
  readonly jobId: string;
  readonly action: MatchingAction;
  readonly expectedVersion: number;
  readonly actor: ActingPerson;
  /** Why the system pauses it. */
  readonly hold?: MatchingHold;
  readonly at: Date;
  /** Days for which its files are kept once it has ended. */
  readonly keepDays: number;
}

/**
 * Moves a job by a row of its table: status, history and audit in one transaction. A move that was recorded before, and
 * whose answer was lost with a worker, is answered again.
 * @throws AppError VERSION_CONFLICT when somebody was faster, ACTION_NOT_ALLOWED
 */
export async function moveMatching(db: Database, move: MatchingTransition): Promise<MatchingSnapshot> {
  const { jobId, action, expectedVersion, actor, hold = null, at, keepDays } = move;
  return db.$transaction(async (tx) => {
    const known = await recordedMove(tx, move);
    if (known) return known;
    const job = await tx.matchingJob.findUniqueOrThrow({ where: { id: jobId } });
    const verdict = planMatching(job.status as MatchingStatus, action, actor as MatchingActor);
    if (!verdict.ok) throw new AppError('ACTION_NOT_ALLOWED', { details: { state: job.status } });
    const { to, by, event } = verdict.row;
    const ends = to === 'SELESAI' || to === 'DIBATALKAN';
    const { count } = await tx.matchingJob.updateMany({
      where: { id: jobId, version: expectedVersion },
      data: {
        ...{ status: to, hold, version: expectedVersion + 1 },
        ...(ends ? { endedAt: at, expiresAt: new Date(at.getTime() + keepDays * 86_400_000) } : {}),
      },
    });
    if (count === 0) throw new AppError('VERSION_CONFLICT');
    await tx.matchingHistory.create({
      data: {
        ...{ jobId, version: expectedVersion + 1, action, from: job.status, to, at },
        ...{ actorId: actor.id, actorName: actor.name, actorUnit: actor.unit },
        actorRole: actingRole(actor as MatchingActor, by),
      },
    });
    await writeAudit(tx, {
      ...{ event, actor, subjectType: 'MATCHING', subjectId: jobId, institutionId: job.institutionId },
      details: { doneRows: job.doneRows, rows: job.totalRows, ...(hold ? { hold } : {}) },
    });
    if (actor.roles.some((role) => role !== 'system')) await tellUnlessHeard(tx, 'MATCHING_ACTED', jobId);
    return { status: to, version: expectedVersion + 1 };
  });
}

/** What this very move made earlier. Only the job's own workflow counts its versions, one move at a time. */
async function recordedMove(
  tx: Transaction,
  { jobId, action, expectedVersion, actor }: MatchingTransition,
): Promise<MatchingSnapshot | null> {
  const version = expectedVersion + 1;
  const row = await tx.matchingHistory.findUnique({ where: { jobId_version: { jobId, version } } });
  if (row?.action !== action || row.actorId !== actor.id) return null;
  return { status: row.to as MatchingStatus, version };
}
