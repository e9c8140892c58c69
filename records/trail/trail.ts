import { trailOutcomes, trailPageSize, trailResults, trailSessionMs } from '#contract/trail/codes';
import { readTrailLine, type TrailLineId, writeTrailLine } from '#contract/trail/line';
import { randomToken, sha256 } from '#platform/crypto';
import type { Database, DatabaseReader, Prisma } from '#prisma/client';
import { type ActingPerson, writeAudit } from '../audit.ts';
import type { ProvenNik } from './proofs.ts';

/** A trail that somebody opened. */
export interface OpenedTrail {
  readonly id: string;
  readonly nikIndex: string;
  readonly expiresAt: Date;
}

interface Asking {
  readonly actor: ActingPerson;
  readonly now: Date;
}

/** Opens the trail of a proven NIK for some minutes; only the hash of the token is kept. */
export function openTrail(
  db: Database,
  { nikIndex, way }: ProvenNik,
  { actor, now }: Asking,
): Promise<{ token: string; expiresAt: Date }> {
  const token = randomToken();
  const expiresAt = new Date(now.getTime() + trailSessionMs);
  return db.$transaction(async (tx) => {
    const { id } = await tx.trailSession.create({
      data: { tokenHash: sha256(token), way, nikIndex, expiresAt, createdAt: now },
      select: { id: true },
    });
    await writeAudit(tx, {
      event: 'TRAIL_OPENED',
      actor,
      subjectType: 'TRAIL',
      subjectId: id,
      details: { way },
    });
    return { token, expiresAt };
  });
}

/** The opened trail of a token; null for none, an unknown one and one that is over. */
export async function findTrail(
  db: DatabaseReader,
  token: string | null,
  now: Date,
): Promise<OpenedTrail | null> {
  if (token === null) return null;
  return db.trailSession.findFirst({
    where: { tokenHash: sha256(token), expiresAt: { gt: now } },
    select: { id: true, nikIndex: true, expiresAt: true },
  });
}

export const closeTrail = async (db: DatabaseReader, token: string | null): Promise<void> => {
  if (token !== null) await db.trailSession.deleteMany({ where: { tokenHash: sha256(token) } });
};

const columns = {
  id: true,
  at: true,
  requestId: true,
  institutionId: true,
  channel: true,
  method: true,
  result: true,
  purpose: true,
} as const;

export type TrailRow = Prisma.AccessLogGetPayload<{ select: typeof columns }>;

/** Accesses to the data of one person that told somebody something. */
const toldOf = (nikIndex: string) =>
  ({
    nikIndex,
    outcome: { in: [...trailOutcomes] },
    result: { in: [...trailResults] },
  }) satisfies Prisma.AccessLogWhereInput;

const newestFirst: Prisma.AccessLogOrderByWithRelationInput[] = [{ at: 'desc' }, { id: 'desc' }];

/** One access of the opened trail; null when it is in another's, or in nobody's. */
export const findTrailRow = (
  db: DatabaseReader,
  { nikIndex }: OpenedTrail,
  { at, requestId }: TrailLineId,
): Promise<TrailRow | null> =>
  db.accessLog.findFirst({ where: { ...toldOf(nikIndex), at, requestId }, select: columns });

/** Rows behind `after`, a line of the same trail; from the newest on where it names none. */
async function rowsBehind(
  db: DatabaseReader,
  trail: OpenedTrail,
  after: string | undefined,
): Promise<TrailRow[]> {
  const line = after === undefined ? null : readTrailLine(after);
  const last = line && (await findTrailRow(db, trail, line));
  const behind = last ? { at: { lte: last.at }, OR: [{ at: { lt: last.at } }, { id: { lt: last.id } }] } : {};
  return db.accessLog.findMany({
    where: { ...toldOf(trail.nikIndex), ...behind },
    orderBy: newestFirst,
    take: trailPageSize + 1,
    select: columns,
  });
}

/** One page of the trail, newest first. The reading is itself written down, without the NIK. */
export async function readTrail(
  db: Database,
  trail: OpenedTrail,
  { after, actor }: { readonly after: string | undefined; readonly actor: ActingPerson },
): Promise<{ rows: TrailRow[]; next: string | null }> {
  const found = await rowsBehind(db, trail, after);
  const rows = found.slice(0, trailPageSize);
  const last = rows.at(-1);
  await db.$transaction((tx) =>
    writeAudit(tx, {
      event: 'TRAIL_READ',
      actor,
      subjectType: 'TRAIL',
      subjectId: trail.id,
      details: { lines: rows.length },
    }),
  );
  return { rows, next: found.length > rows.length && last ? writeTrailLine(last) : null };
}
