import { Box } from '@mui/material';
import type { Handover } from '#contract/metering/handover-http';
import { CsvButton } from '../common/CsvButton.tsx';
import { FilterRow } from '../common/filters.tsx';
import { ListPage } from '../common/ListPage.tsx';
import type { Column } from '../common/table-columns.ts';
import { formatCount, formatDay, formatInstant } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';
import { ProductFilter } from '../vouchers/ProductFilter.tsx';
import { Letter } from './Letter.tsx';
import { Standing } from './Standing.tsx';

function useColumns(): Column<Handover>[] {
  const t = useT().deliveryPages.handovers;
  const { columns } = t;
  return [
    { key: 'voucher', label: columns.voucher, card: 'title', render: (row) => row.voucherNumber },
    { key: 'user', label: columns.user, render: (row) => row.institutionName },
    { key: 'product', label: columns.product, card: 'subtitle', render: (row) => row.productName },
    {
      key: 'units',
      label: columns.units,
      align: 'right',
      render: (row) => `${formatCount(row.units)} ${row.unit}`,
    },
    {
      key: 'handedOn',
      label: columns.handedOn,
      render: (row) => (
        <Box>
          {formatDay(row.handedOn)}
          <Box sx={{ color: 'text.secondary', fontSize: '0.8rem' }}>{row.recipientPosition}</Box>
        </Box>
      ),
    },
    { key: 'letter', label: columns.letter, render: (row) => <Letter handover={row} /> },
    {
      key: 'validUntil',
      label: columns.validUntil,
      render: (row) => (row.validUntil ? formatDay(row.validUntil) : t.noTerm),
    },
    {
      key: 'by',
      label: columns.by,
      sort: 'recordedAt',
      render: (row) => `${row.recordedByName}, ${formatInstant(row.recordedAt)}`,
    },
    { key: 'standing', label: columns.standing, render: (row) => <Standing handover={row} /> },
  ];
}

/** What officers delivered, and until when it is valid. */
const HandoverList = () => {
  const t = useT().deliveryPages.handovers;
  return (
    <ListPage<Handover>
      title={t.title}
      help={t.help}
      columns={useColumns()}
      sort={{ field: 'recordedAt', order: 'DESC' }}
      filters={
        <FilterRow>
          <ProductFilter />
        </FilterRow>
      }
      actions={<CsvButton path="/api/v1/handovers.csv" name="serah-terima.csv" />}
      empty={t.empty}
    />
  );
};
export default HandoverList;
