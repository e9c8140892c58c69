import { Box, Typography } from '@mui/material';
import type { UnmatchedPayment } from '#contract/orders/schemas';
import { CaseState, CaseStatusFilter, CloseCase } from '../common/CaseCell.tsx';
import { CopyText } from '../common/CopyText.tsx';
import { FilterRow } from '../common/filters.tsx';
import { ListPage } from '../common/ListPage.tsx';
import { SearchField } from '../common/SearchField.tsx';
import type { Column } from '../common/table-columns.ts';
import { call } from '../data/call.ts';
import { formatInstant, formatRupiah } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';
import { KuitansiLink } from '../orders/columns.tsx';
import { useMay } from '../session/me.ts';

function useColumns(): Column<UnmatchedPayment>[] {
  const t = useT();
  const mayClose = useMay('unmatched-payments.close');
  const { columns, confirmed, unconfirmed } = t.console.unmatched;
  const { none } = t.console.common;
  return [
    {
      key: 'code',
      label: columns.code,
      card: 'title',
      render: (payment) => <CopyText text={payment.kodeBilling} />,
    },
    { key: 'ntpn', label: columns.ntpn, render: (payment) => <CopyText text={payment.ntpn} /> },
    {
      key: 'reason',
      label: columns.reason,
      render: (payment) => (
        <Box>
          {t.orders.unmatchedReason[payment.reason]}
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {payment.confirmed ? confirmed : unconfirmed}
          </Typography>
        </Box>
      ),
    },
    {
      key: 'amount',
      label: columns.amount,
      align: 'right',
      render: (payment) => (payment.amount === null ? none : formatRupiah(payment.amount)),
    },
    {
      key: 'paid',
      label: columns.paid,
      sort: 'createdAt',
      render: (payment) => formatInstant(payment.paidAt ?? payment.createdAt),
    },
    {
      key: 'order',
      label: columns.order,
      render: (payment) =>
        payment.orderId && payment.kuitansi ? (
          <KuitansiLink order={{ id: payment.orderId, kuitansi: payment.kuitansi }} />
        ) : (
          none
        ),
    },
    { key: 'status', label: columns.status, card: 'bare', render: (payment) => <CaseState item={payment} /> },
    {
      key: 'actions',
      label: columns.actions,
      card: 'bare',
      render: (payment) =>
        mayClose ? (
          <CloseCase
            item={payment}
            resource="unmatched-payments"
            close={(note) => call('unmatchedPayments.close', { params: { id: payment.id }, body: { note } })}
          />
        ) : null,
    },
  ];
}

/** Payments that no open order explains. */
const UnmatchedList = () => {
  const t = useT();
  return (
    <ListPage<UnmatchedPayment>
      title={t.console.unmatched.title}
      help={t.console.unmatched.help}
      columns={useColumns()}
      sort={{ field: 'createdAt', order: 'DESC' }}
      filters={
        <FilterRow>
          <SearchField label={t.console.unmatched.search} />
          <CaseStatusFilter />
        </FilterRow>
      }
      empty={t.console.unmatched.empty}
    />
  );
};
export default UnmatchedList;
