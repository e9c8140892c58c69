import { Box } from '@mui/material';
import { fill } from '#contract/i18n/index';
import type { Voucher } from '#contract/orders/schemas';
import { CopyText } from '../common/CopyText.tsx';
import { CsvButton } from '../common/CsvButton.tsx';
import { FilterRow } from '../common/filters.tsx';
import { LevelBar } from '../common/LevelBar.tsx';
import { ListPage } from '../common/ListPage.tsx';
import { SearchField } from '../common/SearchField.tsx';
import type { Column } from '../common/table-columns.ts';
import { formatCount, formatDay, formatInstant } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';
import { ProductFilter } from './ProductFilter.tsx';
import { VoucherSourceCell } from './VoucherSourceCell.tsx';

/** What stands under the chief thing of a cell. */
const small = { color: 'text.secondary', fontSize: '0.8rem' } as const;

function useColumns(): Column<Voucher>[] {
  const t = useT();
  const { columns } = t.console.vouchers;
  return [
    {
      key: 'number',
      label: columns.number,
      sort: 'number',
      card: 'title',
      render: (voucher) => (
        <Box component="span" sx={{ fontWeight: 650, whiteSpace: 'nowrap' }}>
          {voucher.number}
        </Box>
      ),
    },
    { key: 'user', label: columns.user, render: (voucher) => voucher.institutionName },
    {
      key: 'product',
      label: columns.product,
      card: 'subtitle',
      render: (voucher) => (
        <Box>
          {voucher.productName}
          <Box sx={small}>{voucher.serviceName}</Box>
        </Box>
      ),
    },
    {
      key: 'units',
      label: columns.units,
      sort: 'units',
      align: 'right',
      render: (voucher) => (
        <Box component="span" sx={{ fontWeight: 650, fontVariantNumeric: 'tabular-nums' }}>
          {formatCount(voucher.units)}
        </Box>
      ),
    },
    {
      key: 'level',
      label: columns.level,
      render: (voucher) => <LevelBar left={voucher.left} base={voucher.units} />,
    },
    {
      key: 'source',
      label: columns.source,
      render: (voucher) => (
        <>
          <VoucherSourceCell voucher={voucher} />
          {voucher.ntpn ? (
            <Box sx={small}>
              {columns.ntpn} <CopyText text={voucher.ntpn} />
            </Box>
          ) : null}
        </>
      ),
    },
    {
      key: 'issued',
      label: columns.issued,
      sort: 'issuedAt',
      render: (voucher) => (
        <>
          {formatInstant(voucher.issuedAt)}
          {voucher.validUntil ? (
            <Box sx={small}>{fill(columns.validUntil, { date: formatDay(voucher.validUntil) })}</Box>
          ) : null}
        </>
      ),
    },
  ];
}

/** Vouchers: which order and NTPN each came from. */
const VoucherList = () => {
  const t = useT();
  return (
    <ListPage<Voucher>
      title={t.console.vouchers.title}
      help={t.console.vouchers.help}
      columns={useColumns()}
      to={({ id }) => `/vouchers/${id}/show`}
      sort={{ field: 'issuedAt', order: 'DESC' }}
      filters={
        <FilterRow>
          <SearchField label={t.console.vouchers.search} />
          <ProductFilter />
        </FilterRow>
      }
      actions={<CsvButton path="/api/v1/vouchers.csv" name="voucher.csv" />}
      empty={t.console.vouchers.empty}
    />
  );
};
export default VoucherList;
