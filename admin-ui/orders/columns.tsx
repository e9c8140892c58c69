import { Box, Button, Typography } from '@mui/material';
import { Link } from 'react-router-dom';
import { fill } from '#contract/i18n/index';
import type { OrderSummary } from '#contract/orders/schemas';
import { StatusChip } from '../common/StatusChip.tsx';
import type { Column } from '../common/table-columns.ts';
import { formatDate, formatInstant, formatRupiah } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';

const pathOf = (order: { id: string }): string => `/orders/${order.id}/show`;

/** The kode kuitansi as the way to the detail. */
export const KuitansiLink = ({ order }: { order: { id: string; kuitansi: string } }) => (
  <Box
    component={Link}
    to={pathOf(order)}
    sx={{ color: 'primary.main', fontWeight: 650, whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' }}
  >
    {order.kuitansi}
  </Box>
);

/** STATUS PROSES with what is due now under it. */
export const StatusCell = ({ order }: { order: OrderSummary }) => {
  const t = useT();
  const due =
    order.status === 'MENUNGGU_PEMBAYARAN' && order.expiresAt
      ? fill(t.console.orders.expires, { time: formatInstant(order.expiresAt) })
      : order.status === 'PENERBITAN_TAGIHAN' && order.billingWaitingSince
        ? fill(t.console.orders.askingSimponi, { time: formatInstant(order.billingWaitingSince) })
        : null;
  return (
    <>
      <StatusChip status={order.status} />
      {due ? (
        <Typography sx={{ fontSize: '0.78rem', color: 'text.secondary', mt: 0.4 }}>{due}</Typography>
      ) : null}
    </>
  );
};

export const OpenOrder = ({ order }: { order: { id: string } }) => (
  <Button component={Link} to={pathOf(order)} size="small" variant="outlined">
    {useT().console.common.open}
  </Button>
);

/** The columns of Daftar Pesanan. */
export function useOrderColumns(): Column<OrderSummary>[] {
  const { columns } = useT().console.orders;
  return [
    {
      key: 'kuitansi',
      label: columns.kuitansi,
      card: 'title',
      render: (order) => <KuitansiLink order={order} />,
    },
    { key: 'user', label: columns.user, render: (order) => order.institutionName },
    {
      key: 'service',
      label: columns.service,
      render: (order) => <Box sx={{ minWidth: 130 }}>{order.serviceName}</Box>,
      card: 'subtitle',
    },
    { key: 'product', label: columns.product, render: (order) => order.productName },
    {
      key: 'price',
      label: columns.price,
      sort: 'total',
      align: 'right',
      render: (order) => (
        <Box
          component="span"
          sx={{ fontVariantNumeric: 'tabular-nums', fontWeight: 600, whiteSpace: 'nowrap' }}
        >
          {formatRupiah(order.total)}
        </Box>
      ),
    },
    {
      key: 'date',
      label: columns.date,
      sort: 'createdAt',
      render: (order) => <Box sx={{ minWidth: 78 }}>{formatDate(order.createdAt)}</Box>,
    },
    {
      key: 'status',
      label: columns.status,
      sort: 'status',
      card: 'bare',
      render: (order) => <StatusCell order={order} />,
    },
    {
      key: 'actions',
      label: columns.actions,
      card: 'hidden',
      render: (order) => <OpenOrder order={order} />,
    },
  ];
}
