import type { AccessRefusalReason, CredentialEnvironment } from '#contract/metering/codes';
import { type DatabaseReader, Prisma } from '#prisma/client';
import { stepOfHour } from './access-hours.ts';

/** Which refusals: from a whole hour on, of one institution or of all. */
interface Asked {
  readonly from: Date;
  readonly institutionId?: string | undefined;
}

const asked = ({ from, institutionId }: Asked): Prisma.Sql => Prisma.sql`
  hour >= ${from} ${institutionId === undefined ? Prisma.empty : Prisma.sql`and institution_id = ${institutionId}::uuid`}`;

export interface RefusalStep {
  /** From 0 on. */
  readonly step: number;
  readonly of: AccessRefusalReason;
  readonly count: number;
}

/** Refused calls by step and reason; steps without one are missing. */
export async function refusalsBySteps(
  db: DatabaseReader,
  filter: Asked & { readonly stepMs: number },
): Promise<RefusalStep[]> {
  const rows = await db.$queryRaw<{ step: number; reason: AccessRefusalReason; count: bigint }[]>`
    select ${stepOfHour(filter)} as step, reason, sum(count)::bigint as count
    from access_refusal where ${asked(filter)}
    group by 1, 2 order by 1, 2`;
  return rows.map(({ step, reason, count }) => ({ step, of: reason, count: Number(count) }));
}

export interface RefusalReason {
  readonly reason: AccessRefusalReason;
  readonly count: number;
  readonly lastHour: Date;
  readonly institutions: readonly { readonly id: string; readonly name: string; readonly count: number }[];
}

interface ReasonRow {
  readonly reason: AccessRefusalReason;
  readonly total: bigint;
  readonly last_hour: Date;
  readonly id: string;
  readonly name: string;
  readonly count: bigint;
}

/** Refused calls by reason, the most frequent first, each with the `most` institutions that have most of them. */
export async function refusalsByReason(
  db: DatabaseReader,
  filter: Asked,
  most: number,
): Promise<RefusalReason[]> {
  const rows = await db.$queryRaw<ReasonRow[]>`
    with by_institution as (
      select reason, institution_id, sum(count) as count, max(hour) as last_hour
      from access_refusal where ${asked(filter)} group by 1, 2),
    ranked as (
      select reason, institution_id, count,
        sum(count) over (partition by reason) as total,
        max(last_hour) over (partition by reason) as last_hour,
        row_number() over (partition by reason order by count desc, institution_id) as place
      from by_institution)
    select r.reason, r.total::bigint as total, r.last_hour, i.id::text as id, i.name, r.count::bigint as count
    from ranked r join institution i on i.id = r.institution_id
    where r.place <= ${most}::int
    order by r.total desc, r.reason, r.place`;
  const reasons = [...new Set(rows.map(({ reason }) => reason))];
  return reasons.flatMap((reason) => {
    const own = rows.filter((row) => row.reason === reason);
    const [first] = own;
    if (!first) return [];
    return {
      reason,
      count: Number(first.total),
      lastHour: first.last_hour,
      institutions: own.map(({ id, name, count }) => ({ id, name, count: Number(count) })),
    };
  });
}

export interface OwnRefusalRow {
  /** Null: somebody at the web portal. */
  readonly credentialId: string | null;
  readonly userId: string;
  readonly label: string;
  readonly environment: CredentialEnvironment;
  readonly reason: AccessRefusalReason;
  readonly address: string;
  readonly count: number;
  readonly lastHour: Date;
}

/**
 * Refused calls of an institution by credential, reason and address, newest first. Who of the institution's people was
 * refused at the web portal is not told.
 */
export async function refusalsOf(
  db: DatabaseReader,
  { from, institutionId }: { readonly from: Date; readonly institutionId: string },
  take: number,
): Promise<OwnRefusalRow[]> {
  const rows = await db.$queryRaw<(Omit<OwnRefusalRow, 'count'> & { count: bigint })[]>`
    select c.id::text as "credentialId", c.user_id as "userId", c.label, c.environment, r.reason, r.address,
      sum(r.count)::bigint as count, max(r.hour) as "lastHour"
    from access_refusal r
    left join api_credential c on c.institution_id = r.institution_id and c.id::text = r.subject
    where r.institution_id = ${institutionId}::uuid and r.hour >= ${from}
    group by c.id, r.reason, r.address
    order by max(r.hour) desc, sum(r.count) desc, c.user_id, r.reason, r.address
    limit ${take}::int`;
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}

export interface RefusalHour {
  readonly hour: Date;
  readonly code: string;
  readonly name: string;
  readonly reason: AccessRefusalReason;
  readonly count: number;
}

/** Refused calls of the hours from `from` until before `to`, by hour, institution and reason. */
export async function refusalHours(
  db: DatabaseReader,
  filter: Asked & { readonly to: Date },
): Promise<RefusalHour[]> {
  const rows = await db.$queryRaw<(Omit<RefusalHour, 'count'> & { count: bigint })[]>`
    select r.hour, i.code, i.name, r.reason, r.count
    from (
      select hour, institution_id, reason, sum(count)::bigint as count
      from access_refusal where ${asked(filter)} and hour < ${filter.to}
      group by 1, 2, 3) r
    join institution i on i.id = r.institution_id
    order by r.hour, i.code, r.reason`;
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}
