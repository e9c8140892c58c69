import type { InstitutionAttention } from '#contract/institutions/attention';
import { agreementReminderDays } from '#contract/institutions/attention';
import type { InstitutionCategory } from '#contract/orders/codes';
import { dayKey } from '#platform/clock';
import type { Prisma } from '#prisma/client';
import { whereIds } from '../shared/lists.ts';

/** The filter of the list of institutions, parsed (`institutionListQuery`). */
export interface InstitutionFilter {
  readonly id?: readonly string[] | undefined;
  readonly q?: string | undefined;
  readonly category?: InstitutionCategory | undefined;
  readonly attention?: InstitutionAttention | undefined;
}

/** The institutions of a filter, as they stand at this moment (WIB). */
export function institutionWhere(filter: InstitutionFilter, now: Date): Prisma.InstitutionWhereInput {
  const { q, category, attention, id } = filter;
  const text = q && { contains: q, mode: 'insensitive' as const };
  return {
    AND: [
      whereIds(id),
      category ? { category } : {},
      attention ? needs[attention](new Date(dayKey(now))) : {},
      text ? { OR: [{ name: text }, { code: text }, { npwp: { startsWith: q } }] } : {},
    ],
  };
}

/** By the calendar day in WIB, as midnight UTC: the form of a `@db.Date` column. */
const needs: Readonly<Record<InstitutionAttention, (today: Date) => Prisma.InstitutionWhereInput>> = {
  AGREEMENT_ENDING: (today) => {
    const limit = new Date(today.getTime() + agreementReminderDays[0] * 86_400_000);
    const ending = { startsOn: { lte: today }, endsOn: { gte: today, lte: limit } };
    return { agreements: { some: ending, none: { endsOn: { gt: limit } } } };
  },
  AGREEMENT_ENDED: (today) => ({
    agreements: { none: { startsOn: { lte: today }, endsOn: { gte: today } } },
  }),
  TECHNICAL_GUIDE_MISSING: (today) => ({
    OR: [{ juknisDoneOn: null }, { juknisDoneOn: { gt: today } }],
  }),
  SUSPENDED: () => ({ suspendedAt: { not: null } }),
};
