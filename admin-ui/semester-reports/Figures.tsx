import { Table, TableBody, TableCell, TableContainer, TableHead, TableRow, Typography } from '@mui/material';
import { fill } from '#contract/i18n/index';
import type { SemesterReport } from '#contract/metering/duties-schemas';
import { Section } from '../common/Facts.tsx';
import { formatCount, formatInstant } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';

/** Accesses of the half-year as the log counts them. */
export const Figures = ({ report }: { report: SemesterReport }) => {
  const { semester: t } = useT().duties;
  const { figures } = report;
  const head = t.figureColumns;
  return (
    <Section title={t.figures}>
      <Typography variant="body2" sx={{ mb: 1 }}>
        {figures.length === 0 ? `${t.noFigures} ` : ''}
        {fill(t.figuresAt, { time: formatInstant(report.figuresAt) })}
      </Typography>
      {figures.length > 0 ? (
        <TableContainer>
          <Table size="small">
            <TableHead>
              <TableRow>
                {[head.product, head.method, head.result, head.month].map((label) => (
                  <TableCell key={label}>{label}</TableCell>
                ))}
                <TableCell align="right">{head.accesses}</TableCell>
                <TableCell align="right">{head.units}</TableCell>
              </TableRow>
            </TableHead>
            <TableBody>
              {figures.map((row) => (
                <TableRow key={`${row.productName} ${row.method} ${row.result} ${row.month}`}>
                  <TableCell>{row.productName}</TableCell>
                  <TableCell>{row.method}</TableCell>
                  <TableCell>{row.result}</TableCell>
                  <TableCell>{row.month}</TableCell>
                  <TableCell align="right">{formatCount(row.accesses)}</TableCell>
                  <TableCell align="right">{formatCount(row.units)}</TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </TableContainer>
      ) : null}
    </Section>
  );
};
