import { Box, Chip } from '@mui/material';
import { reportDifferenceKinds } from '#contract/orders/codes';
import type { ReportDifference } from '#contract/orders/schemas';
import { CaseState, CaseStatusFilter, CloseCase } from '../common/CaseCell.tsx';
import { CopyText } from '../common/CopyText.tsx';
import { ChoiceFilter, FilterRow, useFilter } from '../common/filters.tsx';
import { ListPage } from '../common/ListPage.tsx';
import { SearchField } from '../common/SearchField.tsx';
import type { Column } from '../common/table-columns.ts';
import { call } from '../data/call.ts';
import { formatRupiah } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';
import { KuitansiLink } from '../orders/columns.tsx';
import { useMay } from '../session/me.ts';

/** Shown when the list was opened from one import; one press shows all differences again. */
const ImportChip = () => {
  const t = useT();
  const [value, setValue] = useFilter<string>('importId');
  return value ? <Chip label={t.console.differences.ofImport} onDelete={() => setValue(undefined)} /> : null;
};

function useColumns(): Column<ReportDifference>[] {
  const t = useT();
  const mayClose = useMay('reports.import');
  const { columns } = t.console.differences;
  const { none } = t.console.common;
  const money = (amount: number | null) => (amount === null ? none : formatRupiah(amount));
  return [
    { key: 'kind', label: columns.kind, card: 'title', render: (item) => t.orders.difference[item.kind] },
    {
      key: 'code',
      label: columns.code,
      render: (item) => (
        <Box>
          <CopyText text={item.kodeBilling} />
          <Box>{item.ntpn ? <CopyText text={item.ntpn} /> : null}</Box>
        </Box>
      ),
    },
    {
      key: 'order',
      label: columns.order,
      render: (item) =>
        item.orderId && item.kuitansi ? (
          <KuitansiLink order={{ id: item.orderId, kuitansi: item.kuitansi }} />
        ) : (
          none
        ),
    },
    {
      key: 'expected',
      label: columns.expected,
      align: 'right',
      render: (item) => money(item.expectedAmount),
    },
    {
      key: 'reported',
      label: columns.reported,
      align: 'right',
      render: (item) => money(item.reportedAmount),
    },
    { key: 'status', label: columns.status, card: 'bare', render: (item) => <CaseState item={item} /> },
    {
      key: 'actions',
      label: columns.actions,
      card: 'bare',
      render: (item) =>
        mayClose ? (
          <CloseCase
            item={item}
            resource="report-differences"
            close={(note) => call('reportDifferences.close', { params: { id: item.id }, body: { note } })}
          />
        ) : null,
    },
  ];
}

/** Differences between SIMPONI's report and our books, until somebody closes each with a note. */
const DifferenceList = () => {
  const t = useT();
  const kinds = reportDifferenceKinds.map((id) => ({ id, name: t.orders.difference[id] }));
  return (
    <ListPage<ReportDifference>
      title={t.console.differences.title}
      help={t.console.differences.help}
      columns={useColumns()}
      sort={{ field: 'createdAt', order: 'DESC' }}
      filters={
        <FilterRow>
          <SearchField label={t.console.differences.search} />
          <CaseStatusFilter />
          <ChoiceFilter name="kind" label={t.console.differences.kind} choices={kinds} />
          <ImportChip />
        </FilterRow>
      }
      empty={t.console.differences.empty}
    />
  );
};
export default DifferenceList;
