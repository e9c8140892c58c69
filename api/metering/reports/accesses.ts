import type { AccessThread } from '#contract/metering/report-schemas';
import type { VoucherSource } from '#contract/orders/codes';
import { AppError } from '#contract/shared/errors';
import type { DatabaseReader } from '#prisma/client';
import { writeAudit } from '#records/audit';
import { openAccessCase, openAccessNik } from '#records/metering/sealed';
import type { SignedIn } from '../../shared/deps.ts';
import { listResult, mapPage, readPage } from '../../shared/lists.ts';
import { limitRate, type RateLimit } from '../../shared/rate-limit.ts';
import { implement } from '../../shared/route.ts';
import { actingPerson } from '../../shared/scope.ts';
import {
  type AccessLogRow,
  accessListSource,
  accessScope,
  accessViews,
  accessWhere,
  mayUnmaskAccess,
} from './access-rows.ts';

/** Nobody has a reason to open so many in an hour by hand. */
const unmaskLimit: RateLimit = { name: 'access-unmask', points: 60, seconds: 3600 };

/** "Catatan Akses": the log, and from a row of it the way back to the payment. */
export const accessHandlers = [
  implement('accesses.list', async (context) => {
    const { deps, actor, query } = context;
    const where = await accessWhere(deps.db, actor, query.filter, deps.now());
    const page = await readPage(accessListSource(deps.db, query.filter), where, query);
    const views = await accessViews(deps.db, deps.vault, page.rows);
    const byId = new Map(views.map((view) => [view.id, view]));
    return listResult(
      context,
      mapPage(page, (row) => byId.get(String(row.id)) as (typeof views)[number]),
    );
  }),
  implement('accesses.read', async ({ deps, actor, params }): Promise<AccessThread> => {
    const row = await requireAccess(deps.db, actor, params.id);
    const [view] = await accessViews(deps.db, deps.vault, [row]);
    if (!view) throw new AppError('NOT_FOUND');
    return {
      ...view,
      voucher: await paidBy(deps.db, row),
      caseNumber: row.personId === actor.id ? openAccessCase(deps.vault, row) : null,
      mayUnmask: mayUnmaskAccess(actor),
    };
  }),
  implement('accesses.unmask', async (context) => {
    const { deps, actor, params, body } = context;
    const row = await requireAccess(deps.db, actor, params.id);
    await limitRate(deps.db, unmaskLimit, actor.id, deps.now());
    await deps.db.$transaction((tx) =>
      writeAudit(tx, {
        event: 'ACCESS_UNMASKED',
        actor: actingPerson(context),
        subjectType: 'ACCESS',
        subjectId: String(row.id),
        institutionId: row.institutionId,
        details: { reason: body.reason },
      }),
    );
    return { nik: openAccessNik(deps.vault, row), caseNumber: openAccessCase(deps.vault, row) };
  }),
];

/** @throws AppError NOT_FOUND, also for an access that is not his to see */
async function requireAccess(db: DatabaseReader, actor: SignedIn, id: string): Promise<AccessLogRow> {
  const row = await db.accessLog.findFirst({ where: { AND: [{ id: BigInt(id) }, accessScope(actor)] } });
  if (!row) throw new AppError('NOT_FOUND', { message: 'no such access in this scope' });
  return row;
}

/** The voucher whose range has the unit that an access used, with the payment that it came from. */
async function paidBy(db: DatabaseReader, row: AccessLogRow): Promise<AccessThread['voucher']> {
  if (row.unit === null) return null;
  const { institutionId, productId, unit } = row;
  const voucher = await db.voucher.findFirst({
    where: { institutionId, productId, firstUnit: { lte: unit }, lastUnit: { gte: unit } },
    orderBy: { firstUnit: 'desc' },
    include: { order: { select: { kuitansi: true, kodeBilling: true, paidAt: true } } },
  });
  if (!voucher) return null;
  return {
    id: voucher.id,
    number: voucher.number,
    source: voucher.source as VoucherSource,
    firstUnit: Number(voucher.firstUnit),
    lastUnit: Number(voucher.lastUnit),
    orderId: voucher.orderId,
    kuitansi: voucher.order?.kuitansi ?? null,
    kodeBilling: voucher.order?.kodeBilling ?? null,
    ntpn: voucher.ntpn,
    paidAt: voucher.order?.paidAt?.toISOString() ?? null,
  };
}
