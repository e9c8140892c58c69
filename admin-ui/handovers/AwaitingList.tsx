import { Button, Typography } from '@mui/material';
import { useState } from 'react';
import { fill } from '#contract/i18n/index';
import type { AwaitingHandover } from '#contract/metering/handover-http';
import { FilterRow } from '../common/filters.tsx';
import { ListPage } from '../common/ListPage.tsx';
import type { Column } from '../common/table-columns.ts';
import { formatCount, formatInstant } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';
import { ProductFilter } from '../vouchers/ProductFilter.tsx';
import { HandoverDialog } from './HandoverDialog.tsx';

const Record = ({ voucher }: { voucher: AwaitingHandover }) => {
  const t = useT().deliveryPages.awaiting;
  const [open, setOpen] = useState(false);
  if (!voucher.isNext) {
    return (
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {t.olderFirst}
      </Typography>
    );
  }
  return (
    <>
      <Button size="small" variant="outlined" onClick={() => setOpen(true)}>
        {t.record}
      </Button>
      {open ? <HandoverDialog voucher={voucher} onClose={() => setOpen(false)} /> : null}
    </>
  );
};

function useColumns(): Column<AwaitingHandover>[] {
  const t = useT().deliveryPages.awaiting;
  const { columns } = t;
  return [
    { key: 'number', label: columns.number, card: 'title', render: (voucher) => voucher.number },
    { key: 'user', label: columns.user, render: (voucher) => voucher.institutionName },
    { key: 'product', label: columns.product, card: 'subtitle', render: (voucher) => voucher.productName },
    {
      key: 'left',
      label: columns.left,
      render: (voucher) =>
        fill(t.left, {
          left: formatCount(voucher.unitsLeft),
          units: formatCount(voucher.units),
          unit: voucher.unit,
        }),
    },
    {
      key: 'issued',
      label: columns.issued,
      sort: 'issuedAt',
      render: (voucher) => formatInstant(voucher.issuedAt),
    },
    {
      key: 'actions',
      label: columns.actions,
      card: 'bare',
      render: (voucher) => <Record voucher={voucher} />,
    },
  ];
}

/** Vouchers that wait for an officer, the oldest first. */
const AwaitingList = () => {
  const t = useT().deliveryPages.awaiting;
  return (
    <ListPage<AwaitingHandover>
      title={t.title}
      help={t.help}
      columns={useColumns()}
      sort={{ field: 'issuedAt', order: 'ASC' }}
      filters={
        <FilterRow>
          <ProductFilter />
        </FilterRow>
      }
      empty={t.empty}
    />
  );
};
export default AwaitingList;
