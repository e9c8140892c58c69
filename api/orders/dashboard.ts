import { can, type Permission } from '#contract/access/permissions';
import type { ComplaintStatus } from '#contract/complaints/lifecycle';
import type { InstitutionAttention } from '#contract/institutions/attention';
import { decisionStatuses, type OrderStatus, troubledStatuses } from '#contract/orders/lifecycle';
import type { DashboardCounter, ProductBalance } from '#contract/orders/schemas';
import { countCap } from '#contract/shared/paging';
import { dayKey } from '#platform/clock';
import { overdueComplaintWhere } from '#records/complaints/deadline';
import { quotaLevels } from '#records/metering/quota-alerts';
import { productsWithTariff } from '#records/prices';
import { complaintScope } from '../complaints/rows.ts';
import { institutionWhere } from '../institutions/filter.ts';
import { lateReportWhere } from '../metering/duties/semester-reports.ts';
import type { ApiDeps, SignedIn } from '../shared/deps.ts';
import { implement } from '../shared/route.ts';
import { scopeOf, seesAllInstitutions } from '../shared/scope.ts';
import { type OrderFilter, orderWhere } from './order-rows.ts';

/** "Daftar Produk" with what the institution still holds, and counters that lead to the list they count. */
export const dashboardHandlers = [
  implement('dashboard.read', async ({ deps, actor }) => ({
    balances: await readBalances(deps, actor),
    counters: await readCounters(deps, actor),
  })),
];

/** Of one's own institution; people of the centre see balances in the list of vouchers instead. */
async function readBalances({ db, now }: ApiDeps, actor: SignedIn): Promise<ProductBalance[]> {
  const { institutionId } = actor;
  if (!institutionId) return [];
  const [institution, products, levels, withTariff] = await Promise.all([
    db.institution.findUniqueOrThrow({ where: { id: institutionId }, select: { name: true } }),
    db.product.findMany({
      include: { service: true },
      orderBy: [{ service: { position: 'asc' } }, { position: 'asc' }],
    }),
    quotaLevels(db, institutionId),
    productsWithTariff(db, now()),
  ]);
  const levelOf = new Map(levels.map((level) => [level.productId, level]));
  return products.map((product, at) => ({
    id: `${institutionId}:${product.id}`,
    number: at + 1,
    institutionName: institution.name,
    productId: product.id,
    serviceName: product.service.name,
    productName: product.name,
    units: levelOf.get(product.id)?.left ?? 0,
    base: levelOf.get(product.id)?.base ?? 0,
    orderable: product.deliverable && withTariff.has(product.id),
  }));
}

const inProgress: readonly OrderStatus[] = [
  'DIPROSES',
  'MENUNGGU_PERSETUJUAN',
  'DISETUJUI',
  'PENERBITAN_TAGIHAN',
  'DIBAYAR',
];

interface CounterRule {
  readonly key: DashboardCounter['key'];
  readonly needs: Permission;
  /** Shown only to people of the centre, or only to an institution's; absent = to both. */
  readonly group?: 'centre' | 'institution';
  readonly resource: string;
  readonly filter: (today: string) => Readonly<Record<string, unknown>>;
  readonly count: (
    deps: ApiDeps,
    actor: SignedIn,
    filter: Readonly<Record<string, unknown>>,
  ) => Promise<number>;
}

const most = { take: countCap };
const countOrders: CounterRule['count'] = ({ db, config }, actor, filter) =>
  db.order.count({
    where: orderWhere(actor, filter as OrderFilter, config.orders.kuitansiSeries),
    ...most,
  });

/** Who looks after institutions sees which of them need him. */
const institutionRule = (key: DashboardCounter['key'], attention: InstitutionAttention): CounterRule => ({
  key,
  needs: 'institutions.write',
  resource: 'institutions',
  filter: () => ({ attention }),
  count: ({ db, now }) => db.institution.count({ where: institutionWhere({ attention }, now()), ...most }),
});

/** Citizens wait for an answer: at the desk as long as nobody has taken it, at the institution that was asked. */
const complaintRule = (
  key: DashboardCounter['key'],
  status: ComplaintStatus,
  rule: Pick<CounterRule, 'group'> = {},
): CounterRule => ({
  ...{ key, needs: 'complaints.act', resource: 'access-complaints', ...rule },
  filter: () => ({ status }),
  count: ({ db }, actor, filter) =>
    db.accessComplaint.count({ where: { AND: [filter, complaintScope(actor)] }, ...most }),
});

/** What each counter counts is exactly what its filter finds. */
const rules: readonly CounterRule[] = [
  {
    key: 'waitingForPayment',
    needs: 'orders.read',
    resource: 'orders',
    filter: () => ({ status: 'MENUNGGU_PEMBAYARAN' }),
    count: countOrders,
  },
  {
    key: 'waitingForApprover',
    needs: 'checkouts.read',
    resource: 'checkouts',
    filter: () => ({ status: 'MENUNGGU_PENYETUJU' }),
    count: ({ db }, actor, filter) => db.checkout.count({ where: { ...scopeOf(actor), ...filter }, ...most }),
  },
  {
    key: 'waitingForDecision',
    needs: 'orders.read',
    group: 'centre',
    resource: 'orders',
    filter: () => ({ status: [...decisionStatuses] }),
    count: countOrders,
  },
  {
    key: 'inProgress',
    needs: 'orders.read',
    resource: 'orders',
    filter: () => ({ status: [...inProgress] }),
    count: countOrders,
  },
  {
    key: 'troubled',
    needs: 'orders.read',
    resource: 'orders',
    filter: () => ({ status: [...troubledStatuses] }),
    count: countOrders,
  },
  {
    key: 'unmatchedPayments',
    needs: 'unmatched-payments.read',
    resource: 'unmatched-payments',
    filter: () => ({ status: 'TERBUKA' }),
    count: ({ db }, _actor, filter) => db.unmatchedPayment.count({ where: filter, ...most }),
  },
  {
    key: 'openCases',
    needs: 'reports.read',
    resource: 'report-differences',
    filter: () => ({ status: 'TERBUKA' }),
    count: ({ db }, _actor, filter) => db.reportDifference.count({ where: filter, ...most }),
  },
  {
    key: 'completedThisMonth',
    needs: 'orders.read',
    resource: 'orders',
    filter: (today) => ({ status: 'SELESAI', createdFrom: `${today.slice(0, 7)}-01` }),
    count: countOrders,
  },
  {
    key: 'networksWaiting',
    needs: 'networks.decide',
    group: 'institution',
    resource: 'networks',
    filter: () => ({ status: 'MENUNGGU' }),
    count: ({ db }, actor, filter) =>
      db.allowedNetwork.count({ where: { ...scopeOf(actor), ...filter }, ...most }),
  },
  {
    key: 'terminalsWaiting',
    needs: 'terminals.decide',
    resource: 'terminals',
    filter: () => ({ status: 'MENUNGGU' }),
    count: ({ db }, actor, filter) => db.terminal.count({ where: { ...scopeOf(actor), ...filter }, ...most }),
  },
  {
    key: 'semesterReportsLate',
    needs: 'semester-reports.act',
    resource: 'semester-reports',
    filter: () => ({ late: true }),
    count: ({ db, now }, actor) =>
      db.semesterReport.count({ where: { AND: [scopeOf(actor), lateReportWhere(now())] }, ...most }),
  },
  institutionRule('agreementsEnding', 'AGREEMENT_ENDING'),
  institutionRule('agreementsEnded', 'AGREEMENT_ENDED'),
  institutionRule('technicalGuidesMissing', 'TECHNICAL_GUIDE_MISSING'),
  institutionRule('institutionsSuspended', 'SUSPENDED'),
  complaintRule('complaintsNew', 'BARU', { group: 'centre' }),
  complaintRule('complaintsAsked', 'MENUNGGU_LEMBAGA'),
  {
    key: 'complaintsOverdue',
    needs: 'complaints.act',
    group: 'centre',
    resource: 'access-complaints',
    filter: () => ({ overdue: true }),
    count: ({ db, now }) => db.accessComplaint.count({ where: overdueComplaintWhere(now()), ...most }),
  },
];

function readCounters(deps: ApiDeps, actor: SignedIn): Promise<DashboardCounter[]> {
  const group = seesAllInstitutions(actor) ? 'centre' : 'institution';
  const mine = rules.filter((rule) => can(actor.roles, rule.needs) && (rule.group ?? group) === group);
  const today = dayKey(deps.now());
  return Promise.all(
    mine.map(async ({ key, resource, filter, count }) => {
      const found = filter(today);
      return { key, resource, filter: found, count: await count(deps, actor, found) };
    }),
  );
}
