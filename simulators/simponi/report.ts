import { stringify } from 'csv-stringify/sync';
import { z } from 'zod';
import { formatWibDay } from '#contract/external/simponi';
import {
  formatReportAmount,
  formatReportDate,
  type ReportColumn,
  type ReportDelimiter,
  reportColumns,
  reportDateForms,
  reportDelimiters,
} from '#contract/external/simponi-report';
import type { Ledger } from './ledger.ts';

const day = z.preprocess((value) => (value === '' ? undefined : value), z.iso.date().optional());

/** What `GET /control/report.csv` takes: days in Jakarta, both inclusive, `YYYY-MM-DD`. */
export const ReportQuery = z.object({
  from: day,
  to: day,
  delimiter: z
    .enum(Object.keys(reportDelimiters) as [ReportDelimiter, ...ReportDelimiter[]])
    .default('comma'),
  date: z.enum(reportDateForms).default('ymd'),
});
export type ReportQuery = z.infer<typeof ReportQuery>;

/** SIMPONI's report of payments as CSV text: one row per line of a bill, oldest payment first. */
export function reportCsv(ledger: Ledger, query: ReportQuery): string {
  const rows = ledger.allPayments().flatMap((payment): Record<ReportColumn, string>[] => {
    const paidOn = formatWibDay(new Date(payment.paidAt));
    const billing = ledger.billing(payment.kodeBilling);
    if (!billing || (query.from && paidOn < query.from) || (query.to && paidOn > query.to)) return [];
    const difference = payment.reportedTotal - billing.total;
    return billing.details.map((detail, index) => ({
      KODEBILLING: payment.kodeBilling,
      NTPN: payment.ntpn,
      NTBNTP: payment.ntb,
      KETERANGAN: `${detail.kodeAkun} ${detail.quantity} ${detail.unit}`.trim(),
      NAMAWAJIBBAYARBAYARSETOR: billing.payerName,
      SETORANPERAKUNRP: formatReportAmount(Math.max(0, detail.total + (index === 0 ? difference : 0))),
      TANGGALBAYAR: formatReportDate(paidOn, query.date),
    }));
  });
  return stringify(rows, {
    header: true,
    columns: [...reportColumns],
    delimiter: reportDelimiters[query.delimiter],
    record_delimiter: 'windows',
  });
}
