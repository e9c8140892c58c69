import type { AccessMethod } from '#contract/metering/codes';
import type { TrialExercise } from '#contract/metering/trial';
import type { Database } from '#prisma/client';

export interface TrialTick {
  readonly institutionId: string;
  readonly exercise: TrialExercise;
  readonly method: AccessMethod;
}

/**
 * Notes what was tried in Mode Uji, without a write for each call: kept in memory and written together. What was not
 * written when a process is killed is lost; the institution tries it once more.
 */
export function createTrialNotebook(db: Database, now: () => Date) {
  let ticks = new Map<string, TrialTick & { firstAt: Date; count: number }>();

  return {
    add(tick: TrialTick): void {
      const key = [tick.institutionId, tick.exercise, tick.method].join(' ');
      const row = ticks.get(key);
      if (row) row.count += 1;
      else ticks.set(key, { ...tick, firstAt: now(), count: 1 });
    },

    /** Writes what was noted; keeps it for the next time when the database does not take it. */
    async flush(): Promise<void> {
      if (ticks.size === 0) return;
      const writing = ticks;
      ticks = new Map();
      try {
        await db.$executeRaw`
          insert into trial_run as r (institution_id, exercise, method, first_at, count)
          select "institutionId", exercise, method, "firstAt", count
          from jsonb_to_recordset(${JSON.stringify([...writing.values()])}::jsonb) as c (
            "institutionId" uuid, exercise text, method text, "firstAt" timestamptz, count int)
          order by 1, 2, 3
          on conflict (institution_id, exercise, method) do update
            set count = r.count + excluded.count, first_at = least(r.first_at, excluded.first_at)`;
      } catch (error) {
        for (const [key, row] of writing) {
          const newer = ticks.get(key);
          ticks.set(key, newer ? { ...row, count: row.count + newer.count } : row);
        }
        throw error;
      }
    },
  };
}
