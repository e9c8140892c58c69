import type { AccessChannel, AccessMethod, AccessPurpose } from '#contract/metering/codes';
import { AppError } from '#contract/shared/errors';
import { trailKindOf } from '#contract/trail/codes';
import { writeTrailLine } from '#contract/trail/line';
import type { TrailLine } from '#contract/trail/schemas';
import type { DatabaseReader } from '#prisma/client';
import { closeTrail, findTrail, type OpenedTrail, readTrail, type TrailRow } from '#records/trail/trail';
import { citizen } from '../requests/public/citizen.ts';
import { type AnyContext, implement } from '../shared/route.ts';
import { trailLimits } from './limits.ts';

type Asking = AnyContext & { readonly secret: string | null };

/** The trail that the caller opened. Throws `TRAIL_ENDED`. */
export async function requireTrail(context: Asking): Promise<OpenedTrail> {
  const { deps, secret } = context;
  await trailLimits.reading(context);
  const trail = await findTrail(deps.db, secret, deps.now());
  if (!trail) throw new AppError('TRAIL_ENDED');
  await trailLimits.readingOne(context, trail.id);
  return trail;
}

/** What a person reads of an access: the kind of result, never the data, nor who asked inside the institution. */
export const accessView = (row: {
  readonly channel: string;
  readonly method: string;
  readonly result: string;
  readonly purpose: string | null;
}) => ({
  channel: row.channel as AccessChannel,
  purpose: row.purpose as AccessPurpose | null,
  kind: trailKindOf(row.method as AccessMethod, row.result as Parameters<typeof trailKindOf>[1]),
});

async function linesOf(
  db: DatabaseReader,
  { nikIndex }: OpenedTrail,
  rows: readonly TrailRow[],
): Promise<TrailLine[]> {
  const ids = [...new Set(rows.map(({ institutionId }) => institutionId))];
  const institutions = await db.institution.findMany({
    where: { id: { in: ids } },
    select: { id: true, name: true },
  });
  const complaints = await db.accessComplaint.findMany({
    where: { nikIndex, accessAt: { in: rows.map(({ at }) => at) } },
    orderBy: { filedAt: 'asc' },
    select: { number: true, accessAt: true, accessRequestId: true },
  });
  const nameOf = new Map(institutions.map(({ id, name }) => [id, name]));
  const numberOf = new Map(
    complaints.map((each) => [
      writeTrailLine({ at: each.accessAt, requestId: each.accessRequestId }),
      each.number,
    ]),
  );
  return rows.map((row) => {
    const line = writeTrailLine(row);
    return {
      line,
      at: row.at.toISOString(),
      institutionName: nameOf.get(row.institutionId) ?? '–',
      ...accessView(row),
      complaint: numberOf.get(line) ?? null,
    };
  });
}

export const readingHandlers = [
  implement('trail.read', async (context) => {
    const { deps, query } = context;
    const trail = await requireTrail(context);
    const { rows, next } = await readTrail(deps.db, trail, { after: query.after, actor: citizen(context) });
    return { lines: await linesOf(deps.db, trail, rows), next, expiresAt: trail.expiresAt.toISOString() };
  }),

  implement('trail.close', async ({ deps, secret }) => {
    await closeTrail(deps.db, secret);
    return undefined;
  }),
];
