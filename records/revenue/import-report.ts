import { randomUUID } from 'node:crypto';
import { texts } from '#contract/i18n/index';
import { dayKey, startOfDay } from '#platform/clock';
import type { Database, Transaction } from '#prisma/client';
import { type ActingPerson, writeAudit } from '../audit.ts';
import { announceOrder } from '../orders/transition.ts';
import { wakeDispatcher } from '../payments/inbox.ts';
import { type BookEntry, compare, type Difference, type ReportedPayment } from './compare.ts';

/** A report that was read whole and without a fault. */
export interface Report {
  readonly fileName: string;
  readonly sha256: string;
  readonly encoding: string;
  readonly rowCount: number;
  readonly payments: readonly ReportedPayment[];
}

export interface ImportOutcome {
  readonly id: string;
  /** This very file had been imported before, and nothing was changed. */
  readonly repeated: boolean;
}

/** Rows that one statement carries, as arrays. */
const chunkSize = 10_000;
/** Event streams are told of this many changed orders at most; the others show it when they are opened. */
const mostAnnounced = 500;

/**
 * Takes a report into the books: all of it or nothing. Keeps the reported amount with each order it names, opens a
 * case for each difference (one per kind, code and NTPN, ever), closes open cases that the report explains, and puts
 * payments that we have not heard of into the inbox, so that the order's workflow asks SIMPONI itself. No order's
 * status changes here.
 */
export async function importReport(
  db: Database,
  report: Report,
  actor: ActingPerson,
  now: Date,
): Promise<ImportOutcome> {
  return db.$transaction(
    async (tx) => {
      // Imports take turns, so that two of them never wait for each other's rows in opposite orders.
      await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended('report-import', 0))::text`;
      const earlier = await tx.reportImport.findUnique({ where: { sha256: report.sha256 } });
      if (earlier) return { id: earlier.id, repeated: true };
      const id = randomUUID();
      await recordImport(tx, id, report, actor, now);
      return { id, repeated: false };
    },
    { timeout: 300_000, maxWait: 60_000 },
  );
}

async function recordImport(
  tx: Transaction,
  id: string,
  report: Report,
  actor: ActingPerson,
  now: Date,
): Promise<void> {
  const { payments, ...file } = report;
  const days = payments.map(({ paidOn }) => paidOn).sort();
  const period = { from: days[0] ?? null, to: days.at(-1) ?? null };
  await tx.reportImport.create({
    data: {
      id,
      ...file,
      matched: 0,
      differences: 0,
      periodFrom: period.from === null ? null : new Date(period.from),
      periodTo: period.to === null ? null : new Date(period.to),
      importedBy: actor.id,
      importedAt: now,
    },
  });
  const judged = await judge(tx, payments);
  // Orders are locked before cases, as every transition of an order does it.
  const changed = await keepAmounts(tx, judged);
  const differences = [
    ...judged.flatMap((each) => each.differences),
    ...(await missingInReport(tx, payments, period, now)),
  ];
  const opened = await openCases(tx, id, differences, now);
  await closeExplained(tx, judged, now);
  await tellWorkflows(tx, judged);
  const agreed = judged.filter((each) => each.differences.length === 0).length;
  await tx.reportImport.update({ where: { id }, data: { matched: agreed, differences: opened } });
  for (const order of changed.slice(0, mostAnnounced)) await announceOrder(tx, order);
  await writeAudit(tx, {
    event: 'REPORT_IMPORTED',
    actor,
    subjectType: 'REPORT_IMPORT',
    subjectId: id,
    details: { ...file, payments: payments.length, matched: agreed, casesOpened: opened, period },
  });
}

interface Judged {
  readonly payment: ReportedPayment;
  readonly entry: BookEntry;
  readonly differences: readonly Difference[];
}

async function judge(tx: Transaction, payments: readonly ReportedPayment[]): Promise<Judged[]> {
  const judged: Judged[] = [];
  for (const chunk of chunks(payments)) {
    const books = await readBooks(tx, chunk);
    chunk.forEach((payment, index) => {
      const entry = books[index] ?? { byCode: null, byNtpn: null };
      judged.push({ payment, entry, differences: compare(payment, entry) });
    });
  }
  return judged;
}

/** What the books hold for each payment of a chunk, in the chunk's order. */
async function readBooks(tx: Transaction, chunk: readonly ReportedPayment[]): Promise<BookEntry[]> {
  const rows = await tx.$queryRaw<
    {
      code_order: string | null;
      total: bigint | null;
      own_ntpn: string | null;
      ntpn_order: string | null;
    }[]
  >`
    SELECT o.id::text AS code_order, o.total, o.ntpn AS own_ntpn, n.id::text AS ntpn_order
    FROM unnest(${chunk.map(({ kodeBilling }) => kodeBilling)}::text[], ${chunk.map(({ ntpn }) => ntpn)}::text[])
      WITH ORDINALITY AS r(kode_billing, ntpn, position)
    LEFT JOIN "order" o ON o.kode_billing = r.kode_billing
    LEFT JOIN "order" n ON n.ntpn = r.ntpn
    ORDER BY r.position`;
  return rows.map(({ code_order, total, own_ntpn, ntpn_order }) => ({
    byCode: code_order === null ? null : { id: code_order, total: Number(total), ntpn: own_ntpn },
    byNtpn: ntpn_order === null ? null : { id: ntpn_order },
  }));
}

interface ChangedOrder {
  readonly orderId: string;
  readonly institutionId: string;
  readonly status: string;
}

/**
 * Writes each order's reported amount: of its own NTPN, or of the first one reported while we have not heard of any.
 * A payment that SIMPONI confirmed counts as full exactly when the report shows the order's total.
 */
async function keepAmounts(tx: Transaction, judged: readonly Judged[]): Promise<ChangedOrder[]> {
  const amounts = new Map<string, ReportedPayment>();
  for (const { payment, entry } of judged) {
    const order = entry.byCode;
    if (!order || (order.ntpn !== null && order.ntpn !== payment.ntpn)) continue;
    const kept = amounts.get(order.id);
    if (!kept || rank(payment) < rank(kept)) amounts.set(order.id, payment);
  }
  const changed: ChangedOrder[] = [];
  // In the order of ids, so that two writers of many orders cannot wait for each other.
  for (const chunk of chunks([...amounts].sort(([a], [b]) => (a < b ? -1 : 1)))) {
    const rows = await tx.$queryRaw<{ id: string; institution_id: string; status: string }[]>`
      WITH reported AS (
        SELECT * FROM unnest(${chunk.map(([id]) => id)}::uuid[],
                             ${chunk.map(([, { amount }]) => String(amount))}::bigint[]) AS r(id, amount)
      ), locked AS (
        SELECT o.id, r.amount FROM "order" o JOIN reported r ON r.id = o.id
        WHERE o.reported_amount IS DISTINCT FROM r.amount
           OR (o.paid_in_full IS NOT NULL AND o.paid_in_full <> (r.amount = o.total))
        ORDER BY o.id FOR NO KEY UPDATE OF o
      )
      UPDATE "order" o SET reported_amount = l.amount,
        paid_in_full = CASE WHEN o.paid_in_full IS NULL THEN NULL ELSE l.amount = o.total END
      FROM locked l WHERE l.id = o.id
      RETURNING o.id::text, o.institution_id::text, o.status`;
    changed.push(
      ...rows.map(({ id, institution_id, status }) => ({
        orderId: id,
        institutionId: institution_id,
        status,
      })),
    );
  }
  return changed;
}

const rank = ({ paidOn, ntpn }: ReportedPayment): string => `${paidOn} ${ntpn}`;

/**
 * Payments of our books within the report's days that it does not show. A day counts once it is over: what is paid
 * this afternoon cannot stand in this morning's report.
 */
async function missingInReport(
  tx: Transaction,
  payments: readonly ReportedPayment[],
  period: { readonly from: string | null; readonly to: string | null },
  now: Date,
): Promise<Difference[]> {
  if (period.from === null || period.to === null) return [];
  const endOfPeriod = new Date(startOfDay(period.to).getTime() + 86_400_000);
  const today = startOfDay(dayKey(now));
  const end = endOfPeriod < today ? endOfPeriod : today;
  const reported = new Set(payments.map(({ kodeBilling, ntpn }) => `${kodeBilling} ${ntpn}`));
  const missing: Difference[] = [];
  for (let last = nobody; ; ) {
    const booked = await tx.$queryRaw<{ id: string; kode_billing: string; ntpn: string; total: bigint }[]>`
      SELECT id::text, kode_billing, ntpn, total FROM "order"
      WHERE ntpn IS NOT NULL AND kode_billing IS NOT NULL AND id > ${last}::uuid
        AND paid_at >= ${startOfDay(period.from)} AND paid_at < ${end}
      ORDER BY id LIMIT ${chunkSize}`;
    for (const { id, kode_billing: kodeBilling, ntpn, total } of booked) {
      if (reported.has(`${kodeBilling} ${ntpn}`)) continue;
      const amounts = { expectedAmount: Number(total), reportedAmount: null };
      missing.push({ kind: 'MISSING_IN_REPORT', kodeBilling, ntpn, orderId: id, ...amounts });
    }
    const next = booked.at(-1)?.id;
    if (next === undefined || booked.length < chunkSize) return missing;
    last = next;
  }
}

const nobody = '00000000-0000-0000-0000-000000000000';

/** One case per kind, code and NTPN, whoever reported it first. Gives how many are new. */
async function openCases(
  tx: Transaction,
  importId: string,
  differences: readonly Difference[],
  now: Date,
): Promise<number> {
  let opened = 0;
  for (const chunk of chunks(differences)) {
    const amounts = (field: 'expectedAmount' | 'reportedAmount') =>
      chunk.map((each) => (each[field] === null ? null : String(each[field])));
    opened += await tx.$executeRaw`
      INSERT INTO report_difference
        (import_id, created_at, kind, kode_billing, ntpn, order_id, expected_amount, reported_amount)
      SELECT ${importId}::uuid, ${now}, r.*
      FROM unnest(${chunk.map(({ kind }) => kind)}::text[], ${chunk.map(({ kodeBilling }) => kodeBilling)}::text[],
                  ${chunk.map(({ ntpn }) => ntpn)}::text[], ${chunk.map(({ orderId }) => orderId)}::uuid[],
                  ${amounts('expectedAmount')}::bigint[], ${amounts('reportedAmount')}::bigint[]) AS r
      ON CONFLICT (kind, kode_billing, ntpn) DO NOTHING`;
  }
  return opened;
}

/** Open cases of earlier imports that this report, or the books since then, have explained are closed by the system. */
async function closeExplained(tx: Transaction, judged: readonly Judged[], now: Date): Promise<void> {
  if ((await tx.reportDifference.count({ where: { status: 'TERBUKA' }, take: 1 })) === 0) return;
  const known = judged.filter(({ payment, entry }) => entry.byCode?.ntpn === payment.ntpn);
  for (const chunk of chunks(known)) {
    await tx.$executeRaw`
      UPDATE report_difference d
      SET status = 'SELESAI', note = ${texts('id').revenue.explained}, closed_by = 'system', closed_at = ${now}
      FROM unnest(${chunk.map(({ payment }) => payment.kodeBilling)}::text[],
                  ${chunk.map(({ payment }) => payment.ntpn)}::text[],
                  ${chunk.map(({ differences }) => differences.length === 0)}::boolean[])
        AS r(kode_billing, ntpn, agrees)
      WHERE d.status = 'TERBUKA' AND d.kode_billing = r.kode_billing AND d.ntpn = r.ntpn
        AND (d.kind IN ('MISSING_HERE', 'MISSING_IN_REPORT') OR (d.kind = 'AMOUNT' AND r.agrees))`;
  }
}

/**
 * Payments that our books do not hold go into the inbox like a notice of SIMPONI's: the workflow of the code's order
 * asks SIMPONI before anything is called paid. One that SIMPONI did not confirm then is asked about again when a later
 * report names it. Amounts reach payments without an order that are known already.
 */
async function tellWorkflows(tx: Transaction, judged: readonly Judged[]): Promise<void> {
  const unheard = judged.filter(({ payment, entry }) => entry.byCode && entry.byCode.ntpn !== payment.ntpn);
  for (const chunk of chunks(unheard)) {
    await tx.$executeRaw`
      INSERT INTO payment_notice AS known (kind, kode_billing, ntpn, ntb, paid_at, order_id)
      SELECT 'REPORT', r.*
      FROM unnest(${chunk.map(({ payment }) => payment.kodeBilling)}::text[],
                  ${chunk.map(({ payment }) => payment.ntpn)}::text[],
                  ${chunk.map(({ payment }) => payment.ntb)}::text[],
                  ${chunk.map(({ payment }) => startOfDay(payment.paidOn))}::timestamptz[],
                  ${chunk.map(({ entry }) => entry.byCode?.id ?? null)}::uuid[]) AS r
      ON CONFLICT (kode_billing, ntpn, kind) DO UPDATE SET status = 'RECEIVED', attempts = 0, available_at = now()
        WHERE known.status = 'UNCONFIRMED'`;
  }
  for (const chunk of chunks(judged.map(({ payment }) => payment))) {
    await tx.$executeRaw`
      UPDATE unmatched_payment u SET amount = r.amount
      FROM unnest(${chunk.map(({ kodeBilling }) => kodeBilling)}::text[], ${chunk.map(({ ntpn }) => ntpn)}::text[],
                  ${chunk.map(({ amount }) => String(amount))}::bigint[]) AS r(kode_billing, ntpn, amount)
      WHERE u.kode_billing = r.kode_billing AND u.ntpn = r.ntpn AND u.amount IS NULL`;
  }
  if (unheard.length > 0) await wakeDispatcher(tx);
}

function* chunks<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < items.length; at += chunkSize) yield items.slice(at, at + chunkSize);
}
