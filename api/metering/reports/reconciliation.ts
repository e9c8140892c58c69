import type { Month } from '#contract/metering/months';
import type { Reconciliation, ReconciliationProduct } from '#contract/metering/report-schemas';
import { renderReconciliation } from '#documents/metering/reconciliation';
import { reconciliationWorkbook } from '#documents/metering/workbook';
import type { DatabaseReader } from '#prisma/client';
import { writeAudit } from '#records/audit';
import { monthFigures, monthSpan, type ProductMonth } from '#records/metering/month-figures';
import type { SignedIn } from '../../shared/deps.ts';
import { drawing } from '../../shared/drawing.ts';
import { implement, type SignedInContext } from '../../shared/route.ts';
import { actingPerson } from '../../shared/scope.ts';
import { askedInstitution } from './institution.ts';
import { subjectNames } from './subject-names.ts';

interface Asked {
  readonly params: { readonly month: Month };
  readonly query: { readonly institutionId?: string | undefined };
}

/** The monthly reconciliation: on the page, as a workbook, and as Berita Acara. */
export const reconciliationHandlers = [
  implement('reconciliations.read', (context) => readReconciliation(context, context)),
  implement('reconciliations.sheet', async (context) => {
    const { deps, language } = context;
    const figures = await readReconciliation(context, context);
    const content = await drawing(() => reconciliationWorkbook(figures, language));
    await deps.db.$transaction((tx) => writeAudit(tx, downloadOf(context, figures, 'xlsx')));
    return { content, fileName: `rekonsiliasi-${figures.month}.xlsx` };
  }),
  implement('reconciliations.paper', async (context) => {
    const { deps, language } = context;
    const figures = await readReconciliation(context, context);
    const settings = { publicUrl: deps.config.publicUrl, signingKey: deps.config.documentSigningKey };
    const content = await drawing(() =>
      renderReconciliation(figures, settings, { at: deps.now(), language }),
    );
    await deps.db.$transaction((tx) => writeAudit(tx, downloadOf(context, figures, 'pdf')));
    const fileName = `berita-acara-rekonsiliasi-${figures.month}.pdf`;
    return { content, fileName, disposition: 'inline' as const };
  }),
];

const downloadOf = (context: SignedInContext, figures: Reconciliation, form: 'xlsx' | 'pdf') => ({
  event: 'RECONCILIATION_DOWNLOADED' as const,
  actor: actingPerson(context),
  subjectType: 'RECONCILIATION' as const,
  subjectId: figures.month,
  institutionId: figures.institutionId,
  details: { form, balanced: figures.balanced },
});

async function readReconciliation(
  { deps, actor }: Pick<SignedInContext, 'deps'> & { readonly actor: SignedIn },
  { params: { month }, query }: Asked,
): Promise<Reconciliation> {
  const { db, now } = deps;
  const institution = await askedInstitution(db, actor, query.institutionId);
  const { products: months, refusals } = await monthFigures(db, institution.id, month);
  const products = await withNames(db, months);
  return {
    month,
    institutionId: institution.id,
    institutionName: institution.name,
    running: monthSpan(month).to > now(),
    balanced: products.every(({ gap, logGap }) => gap === 0 && logGap === 0),
    products,
    refusals: [...refusals],
  };
}

/** In the order in which products stand everywhere. */
async function withNames(
  db: DatabaseReader,
  months: readonly ProductMonth[],
): Promise<ReconciliationProduct[]> {
  const [products, nameOf] = await Promise.all([
    db.product.findMany({
      where: { id: { in: months.map(({ productId }) => productId) } },
      include: { service: true },
      orderBy: [{ service: { position: 'asc' } }, { position: 'asc' }],
    }),
    subjectNames(
      db,
      months.flatMap(({ bySubject }) => bySubject.map(({ of }) => of)),
    ),
  ]);
  return products.flatMap((product) => {
    const month = months.find(({ productId }) => productId === product.id);
    if (!month) return [];
    return {
      ...month,
      serviceName: product.service.name,
      productName: product.name,
      unit: product.unit,
      vouchers: month.vouchers.map((voucher) => ({
        ...voucher,
        grantedAt: voucher.grantedAt.toISOString(),
      })),
      byBranch: [...month.byBranch],
      bySubject: month.bySubject.map(({ of, units }) => ({ of: nameOf(of), units })),
      byMethod: [...month.byMethod],
      byResult: [...month.byResult],
      byDay: [...month.byDay],
      unpaid: [...month.unpaid],
    };
  });
}
