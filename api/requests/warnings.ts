import type { RequestWarning } from '#contract/requests/codes';
import { hasPlausibleBirthDate, nikRegion } from '#contract/requests/identity';
import type { DatabaseReader } from '#prisma/client';

const thirtyDays = 30 * 86_400_000;

interface Warned {
  readonly id: string;
  readonly nik: string;
  readonly nikIndex: string;
  readonly regionCode: string;
  readonly submittedAt: Date;
  readonly endedAt: Date | null;
  readonly stopWishedAt: Date | null;
}

/**
 * What an officer should look at twice, in the contract's order; nothing here refuses a request. Requests with the same
 * NIK are looked for in the whole country: a warning says that there is one, not where or whose.
 */
export async function warningsOf(db: DatabaseReader, request: Warned): Promise<RequestWarning[]> {
  const { id, nik, nikIndex, submittedAt } = request;
  const region = nikRegion(nik);
  const [known, openElsewhere, inAMonth] = await Promise.all([
    db.region.findUnique({ where: { code: region }, select: { code: true } }),
    db.syncRequest.count({ where: { nikIndex, endedAt: null, id: { not: id } }, take: 1 }),
    db.syncRequest.count({
      where: {
        nikIndex,
        submittedAt: { gt: new Date(submittedAt.getTime() - thirtyDays), lte: submittedAt },
      },
      take: 3,
    }),
  ]);
  const holds: readonly (readonly [RequestWarning, boolean])[] = [
    ['NIK_TANGGAL_JANGGAL', !hasPlausibleBirthDate(nik)],
    ['NIK_WILAYAH_TIDAK_DIKENAL', known === null],
    ['NIK_WILAYAH_BERBEDA', known !== null && region !== request.regionCode],
    ['NIK_TERBUKA_DI_TEMPAT_LAIN', openElsewhere > 0],
    ['KETIGA_DALAM_SEBULAN', inAMonth >= 3],
    ['INGIN_BERHENTI', request.stopWishedAt !== null && request.endedAt === null],
  ];
  return holds.filter(([, is]) => is).map(([code]) => code);
}
