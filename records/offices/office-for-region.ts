import { centreOfficeCode } from '#contract/offices/codes';
import { AppError } from '#contract/shared/errors';
import type { Zone } from '#contract/shared/zones';
import type { DatabaseReader } from '#prisma/client';

/** The office that takes a request, with what its deadlines and printed papers need. */
export interface ServingOffice {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly zone: Zone;
}

/** Somebody who may sign in and work on an office's requests. */
export const operatorsAtWork = {
  disabledAt: null,
  roles: { some: { role: 'operator-dinas' } },
} as const;

/**
 * The office that a new request of this region goes to: the region's own when it is open and has at least one enabled
 * operator, else the centre's. Throws `INVALID_INPUT` (`regionCode`) for a region that does not exist.
 */
export async function officeForRegion(db: DatabaseReader, regionCode: string): Promise<ServingOffice> {
  const region = await db.region.findUnique({ where: { code: regionCode }, select: { officeId: true } });
  if (!region) {
    const errors = [{ path: 'regionCode', code: 'REGION_UNKNOWN' }];
    throw new AppError('INVALID_INPUT', { message: 'no such region', errors });
  }
  const own =
    region.officeId &&
    (await db.office.findFirst({
      where: { id: region.officeId, active: true, users: { some: operatorsAtWork } },
      select: servingColumns,
    }));
  const office =
    own || (await db.office.findUniqueOrThrow({ where: { code: centreOfficeCode }, select: servingColumns }));
  return { ...office, zone: office.zone as Zone };
}

const servingColumns = { id: true, code: true, name: true, zone: true } as const;
