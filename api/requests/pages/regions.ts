import type { Database } from '#prisma/client';
import type { Choice } from './fields.ts';

/** Kabupaten and kota of one province. */
export interface RegionGroup {
  readonly label: string;
  readonly options: readonly Choice[];
}

const keptMs = 10 * 60_000;
const kept = new WeakMap<Database, { readonly at: number; readonly groups: readonly RegionGroup[] }>();

/**
 * Every kabupaten and kota by province. They change by law, years apart: read again every ten minutes, and the last
 * ones serve while the database is away, so that a form with what somebody typed can still be shown to him.
 */
export async function readRegionGroups(db: Database, now: Date): Promise<readonly RegionGroup[]> {
  const last = kept.get(db);
  if (last && now.getTime() - last.at < keptMs) return last.groups;
  try {
    const rows = await db.region.findMany({
      orderBy: [{ provinceCode: 'asc' }, { name: 'asc' }],
      select: { code: true, name: true, provinceName: true },
    });
    const groups = new Map<string, Choice[]>();
    for (const { code, name, provinceName } of rows) {
      const options = groups.get(provinceName) ?? [];
      groups.set(provinceName, [...options, [code, name]]);
    }
    const read = [...groups].map(([label, options]) => ({ label, options }));
    kept.set(db, { at: now.getTime(), groups: read });
    return read;
  } catch (error) {
    if (last) return last.groups;
    throw error;
  }
}
