import type { Province, Region } from '#contract/offices/schemas';
import type { Zone } from '#contract/shared/zones';
import type { Prisma } from '#prisma/client';
import { listResult } from '../shared/lists.ts';
import { implement } from '../shared/route.ts';

/** Names of regions change by law, years apart: a day in a browser's cache does no harm. */
const keptFor = 'public, max-age=86400';

const all = implement('regions.public', async ({ deps, setHeader }) => {
  const rows = await deps.db.region.findMany({ orderBy: { code: 'asc' } });
  const provinces = new Map<string, Province>();
  for (const row of rows) {
    const province = provinces.get(row.provinceCode) ?? {
      code: row.provinceCode,
      name: row.provinceName,
      zone: row.zone as Zone,
      regions: [],
    };
    province.regions.push({ code: row.code, name: row.name });
    provinces.set(row.provinceCode, province);
  }
  setHeader('Cache-Control', keptFor);
  return [...provinces.values()];
});

const withOffice = { office: { select: { name: true } } } as const satisfies Prisma.RegionInclude;

const toRegion = ({
  code,
  office,
  ...row
}: Prisma.RegionGetPayload<{ include: typeof withOffice }>): Region => ({
  ...row,
  id: code,
  zone: row.zone as Zone,
  officeName: office?.name ?? null,
});

/** Some five hundred rows in all: plain pages, no cursor. */
const list = implement('regions.list', async (context) => {
  const { deps, query } = context;
  const { q, provinceCode, officeId, id } = query.filter;
  const text = q && { contains: q, mode: 'insensitive' as const };
  const where = {
    ...(id ? { code: { in: id } } : {}),
    ...(provinceCode ? { provinceCode } : {}),
    ...(officeId ? { officeId } : {}),
    ...(text ? { OR: [{ name: text }, { code: { startsWith: q } }, { provinceName: text }] } : {}),
  };
  const [from, to] = query.range;
  const [field, direction] = query.sort;
  const order = direction === 'ASC' ? 'asc' : 'desc';
  const rows = await deps.db.region.findMany({
    where,
    orderBy: field === 'name' ? [{ name: order }, { code: order }] : { code: order },
    skip: from,
    take: to - from + 1,
    include: withOffice,
  });
  const total = await deps.db.region.count({ where });
  return listResult(context, { rows: rows.map(toRegion), from, total, capped: false, nextAfter: null });
});

export const regionHandlers = [all, list];
