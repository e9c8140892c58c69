import { Box } from '@mui/material';
import { fill } from '#contract/i18n/index';
import type { AccessRow } from '#contract/metering/report-schemas';
import type { Column } from '../common/table-columns.ts';
import { formatCount, formatMoment } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';

const soft = { color: 'text.secondary', fontSize: '0.8rem' } as const;

/** Columns of the access log. The NIK comes masked. */
export function useAccessColumns(): Column<AccessRow>[] {
  const t = useT();
  const { reports } = t;
  const { accesses } = t.reportPages;
  const { columns } = accesses;
  return [
    {
      key: 'at',
      label: columns.at,
      sort: 'at',
      card: 'subtitle',
      render: ({ at }) => <Box sx={{ whiteSpace: 'nowrap' }}>{formatMoment(at)}</Box>,
    },
    {
      key: 'nik',
      label: columns.nik,
      card: 'title',
      render: ({ nikMasked }) => (
        <Box component="span" sx={{ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}>
          {nikMasked}
        </Box>
      ),
    },
    {
      key: 'method',
      label: columns.method,
      render: (row) => (
        <Box>
          {reports.method[row.method]}
          <Box sx={soft}>{row.productName}</Box>
        </Box>
      ),
    },
    { key: 'result', label: columns.result, render: ({ result }) => reports.result[result] },
    {
      key: 'outcome',
      label: columns.outcome,
      render: ({ outcome, unit }) => (
        <Box>
          {reports.outcome[outcome]}
          {unit === null ? null : <Box sx={soft}>{fill(accesses.unit, { unit: formatCount(unit) })}</Box>}
        </Box>
      ),
    },
    {
      key: 'subject',
      label: columns.subject,
      render: ({ subject }) => (subject.kind === 'NOBODY' ? reports.nobody : subject.name),
    },
    {
      key: 'purpose',
      label: columns.purpose,
      render: ({ purpose }) => (purpose === null ? t.console.common.none : t.portal.purposes[purpose]),
    },
    { key: 'branch', label: columns.branch, render: ({ branch }) => branch ?? reports.noBranch },
  ];
}
