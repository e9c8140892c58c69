import type { AccessRefusalReason } from '#contract/metering/codes';
import type { Database } from '#prisma/client';

export interface Refusal {
  readonly institutionId: string;
  /** Id of the credential or person; '' where nobody showed who he is. */
  readonly subject: string;
  readonly address: string;
  readonly reason: AccessRefusalReason;
}

/** Rows that one write may bring: whoever calls from ever more addresses fills one row. */
const mostRows = 1_000;
/** Stands for the address where calls came from too many. */
export const manyAddresses = '*';

/**
 * Counts refused calls by hour, without a write for each: they are kept in memory and written together. What was not
 * written when a process is killed is lost; these are figures to look at, not a record.
 */
export function createRefusalCounter(db: Database, now: () => Date) {
  let counts = new Map<string, Refusal & { hour: Date; count: number }>();

  return {
    add(refusal: Refusal): void {
      const hour = new Date(Math.floor(now().getTime() / 3_600_000) * 3_600_000);
      const keyOf = (address: string) =>
        [hour.getTime(), refusal.institutionId, refusal.subject, address, refusal.reason].join(' ');
      const address =
        counts.size < mostRows || counts.has(keyOf(refusal.address)) ? refusal.address : manyAddresses;
      const row = counts.get(keyOf(address));
      if (row) row.count += 1;
      else counts.set(keyOf(address), { ...refusal, address, hour, count: 1 });
    },

    /**
     * Writes what was counted; keeps it for the next time when the database does not take it. In one order, so that two
     * processes never wait for each other's rows.
     */
    async flush(): Promise<void> {
      if (counts.size === 0) return;
      const writing = counts;
      counts = new Map();
      try {
        await db.$executeRaw`
          insert into access_refusal as r (hour, institution_id, subject, address, reason, count)
          select hour, "institutionId", subject, address, reason, count
          from jsonb_to_recordset(${JSON.stringify([...writing.values()])}::jsonb) as c (
            hour timestamptz, "institutionId" uuid, subject text, address text, reason text, count int)
          order by 1, 2, 3, 4, 5
          on conflict (hour, institution_id, subject, address, reason)
            do update set count = r.count + excluded.count`;
      } catch (error) {
        for (const [key, row] of writing) {
          const newer = counts.get(key);
          if (newer) newer.count += row.count;
          else counts.set(key, row);
        }
        throw error;
      }
    },
  };
}
