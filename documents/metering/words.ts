import { type Language, texts } from '#contract/i18n/index';
import type { Month } from '#contract/metering/months';
import { firstDayOf } from '#contract/metering/months';
import type { ReconciliationProduct } from '#contract/metering/report-schemas';
import { printDay } from '../shared/times.ts';

/** `Mei 2026`. */
export const printMonth = (month: Month, language: Language): string =>
  printDay(firstDayOf(month), language).replace(/^\d+ /, '');

/** A way in which use is told: its heading, and each line in words. */
export interface UseGroup {
  readonly title: string;
  readonly column: string;
  readonly lines: readonly (readonly [label: string, units: number])[];
}

/** Who used the units of a product, in words: by branch, user, method and result, and what used none. */
export function groupsOfUse(product: ReconciliationProduct, language: Language): UseGroup[] {
  const { reports } = texts(language);
  const { figures } = reports;
  const group = <T>(
    title: string,
    column: string,
    rows: readonly { readonly of: T; readonly units: number }[],
    word: (of: T) => string,
  ): UseGroup => ({ title, column, lines: rows.map(({ of, units }) => [word(of), units] as const) });
  return [
    group(figures.byBranch, figures.branch, product.byBranch, (branch) => branch ?? reports.noBranch),
    group(figures.bySubject, figures.subject, product.bySubject, ({ kind, name }) =>
      kind === 'NOBODY' ? reports.nobody : name,
    ),
    group(figures.byMethod, figures.method, product.byMethod, (method) => reports.method[method]),
    group(figures.byResult, figures.result, product.byResult, (result) => reports.result[result]),
    group(figures.unpaid, figures.outcome, product.unpaid, (outcome) => reports.outcome[outcome]),
  ];
}
