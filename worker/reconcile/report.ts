import type { Reconciled } from './run.ts';

/** What a pass found, for the person who started it. */
export function report({ found, left }: Reconciled, mend: boolean): string {
  const lines = found.map((difference) => {
    const mended = !left.includes(difference);
    const can = difference.mend ? '' : ' (by a person)';
    return `${mended ? 'MENDED' : 'DIFFERS'}  ${difference.words}\n         ${mended ? 'done' : `to mend${can}`}: ${difference.remedy}`;
  });
  const mendable = left.filter(({ mend: canMend }) => canMend !== null).length;
  return ['', ...lines, ...(lines.length > 0 ? [''] : []), ...summary(), ''].join('\n');

  function summary(): string[] {
    if (found.length === 0) return ['No difference: database, Temporal and SIMPONI agree.', reportNote];
    const counts = `${found.length} difference(s), ${found.length - left.length} mended, ${left.length} left.`;
    const next =
      found.length > left.length
        ? 'The worker does the rest within a minute: reconcile again to see that nothing is left.'
        : mendable > 0 && !mend
          ? `${mendable} can be mended by --mend.`
          : 'What is left needs a person.';
    return [counts, next, reportNote];
  }
}

const reportNote =
  "Payments for codes that this database does not know cannot be seen here: import SIMPONI's report (Laporan SIMPONI, as staf-pnbp).";
