import { Box, Typography } from '@mui/material';
import { fill } from '#contract/i18n/index';
import type { OrderSummary } from '#contract/orders/schemas';
import { Guarded } from '../common/Guarded.tsx';
import { ListPage } from '../common/ListPage.tsx';
import { SearchField } from '../common/SearchField.tsx';
import type { Column } from '../common/table-columns.ts';
import { formatCount, formatInstant, formatRupiah } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';
import { KuitansiLink, OpenOrder } from './columns.tsx';
import { decisionStatuses } from './status-groups.ts';
import { oddPayment } from './trouble.ts';

/** What is asked of the official: a Rp0 order, or a proposal with what is odd about the payment. */
const Matter = ({ order }: { order: OrderSummary }) => {
  const t = useT();
  const { matter, free } = t.console.decisions;
  if (order.status !== 'MENUNGGU_KEPUTUSAN') return order.total === 0 ? free : matter.MENUNGGU_PERSETUJUAN;
  const proposal = order.proposed ? t.orders.proposal[order.proposed] : t.console.common.none;
  return (
    <Box sx={{ maxWidth: 420 }}>
      <strong>{fill(matter.MENUNGGU_KEPUTUSAN, { proposal })}</strong>
      {oddPayment(order).map((sentence) => (
        <Typography key={sentence} variant="body2" sx={{ color: 'text.secondary' }}>
          {sentence}
        </Typography>
      ))}
    </Box>
  );
};

function useColumns(): Column<OrderSummary>[] {
  const { columns } = useT().console.decisions;
  return [
    {
      key: 'kuitansi',
      label: columns.kuitansi,
      card: 'title',
      render: (order) => <KuitansiLink order={order} />,
    },
    { key: 'user', label: columns.user, card: 'subtitle', render: (order) => order.institutionName },
    {
      key: 'product',
      label: columns.product,
      render: (order) => (
        <Box>
          {order.productName}
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {formatCount(order.quantity)} ×{' '}
            {formatRupiah(order.quantity > 0 ? order.total / order.quantity : 0)} ={' '}
            {formatRupiah(order.total)}
          </Typography>
        </Box>
      ),
    },
    {
      key: 'matter',
      label: columns.matter,
      render: (order) => <Matter order={order} />,
    },
    { key: 'since', label: columns.since, render: (order) => formatInstant(order.statusSince) },
    { key: 'open', label: '', card: 'hidden', render: (order) => <OpenOrder order={order} /> },
  ];
}

/** Everything that waits for `pejabat`; whether he may decide it is said by the detail's actions. */
const DecisionsPage = () => {
  const t = useT();
  return (
    <Guarded permission="standing-decisions.read">
      <ListPage<OrderSummary>
        resource="orders"
        storeKey="decisions"
        title={t.console.decisions.title}
        help={t.console.decisions.help}
        columns={useColumns()}
        to={(order) => `/orders/${order.id}/show`}
        sort={{ field: 'createdAt', order: 'ASC' }}
        filter={{ status: [...decisionStatuses] }}
        filters={<SearchField label={t.console.orders.search} />}
        empty={t.console.decisions.empty}
      />
    </Guarded>
  );
};
export default DecisionsPage;
