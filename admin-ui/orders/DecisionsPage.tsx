import { Box, Typography } from '@mui/material';
import type { OrderSummary } from '#contract/orders/schemas';
import { Guarded } from '../common/Guarded.tsx';
import { ListPage } from '../common/ListPage.tsx';
import { SearchField } from '../common/SearchField.tsx';
import type { Column } from '../common/table-columns.ts';
import { formatCount, formatInstant, formatRupiah } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';
import { KuitansiLink, OpenOrder } from './columns.tsx';
import { decisionStatuses } from './status-groups.ts';

function useColumns(): Column<OrderSummary>[] {
  const t = useT();
  const { columns } = t.console.decisions;
  const matter = t.console.decisions.matter as Readonly<Record<string, string>>;
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
      render: (order) => matter[order.status] ?? t.orders.status[order.status],
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
