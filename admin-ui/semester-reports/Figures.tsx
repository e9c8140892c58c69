import { Typography } from '@mui/material';
import { fill } from '#contract/i18n/index';
import type { SemesterReport } from '#contract/metering/duties-schemas';
import { isWritable } from '#contract/metering/semester-lifecycle';
import { Section } from '../common/Facts.tsx';
import { FigureTable } from '../common/FigureTable.tsx';
import { formatCount, formatInstant, formatMonth } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';

/** Accesses of the half-year as the log counts them. */
export const Figures = ({ report }: { report: SemesterReport }) => {
  const { duties, reports } = useT();
  const { semester: t } = duties;
  const { figures, status } = report;
  const head = t.figureColumns;
  const sentences = [
    figures.length === 0 ? t.noFigures : null,
    fill(t.figuresAt, { time: formatInstant(report.figuresAt) }),
    isWritable(status) ? t.figuresAgain : null,
  ];
  return (
    <Section title={t.figures}>
      <Typography variant="body2" sx={{ mb: 1 }}>
        {sentences.filter(Boolean).join(' ')}
      </Typography>
      {figures.length > 0 ? (
        <FigureTable
          heads={[head.product, head.method, head.result, head.month, head.accesses, head.units]}
          keys={figures.map(({ productName, method, result, month }) =>
            [productName, method, result, month].join(' '),
          )}
          rows={figures.map(({ productName, method, result, month, accesses, units }) => [
            productName,
            reports.method[method],
            reports.result[result],
            formatMonth(month),
            formatCount(accesses),
            formatCount(units),
          ])}
          figures={[4, 5]}
        />
      ) : null}
    </Section>
  );
};
