import { Box, Typography } from '@mui/material';
import type { OrderSummary } from '#contract/orders/schemas';
import { Guarded } from '../common/Guarded.tsx';
import { ListPage } from '../common/ListPage.tsx';
import { SearchField } from '../common/SearchField.tsx';
import { StatusChip } from '../common/StatusChip.tsx';
import type { Column } from '../common/table-columns.ts';
import { formatInstant, formatRupiah } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';
import { KuitansiLink, OpenOrder } from './columns.tsx';
import { troubledStatuses } from './status-groups.ts';
import { whatHappened } from './trouble.ts';

/** What happened, in SIMPONI's words where there are any, and what makes sense now. */
const Problem = ({ order }: { order: OrderSummary }) => {
  const t = useT();
  const advice = t.console.troubled.advice as Readonly<Record<string, string>>;
  return (
    <Box sx={{ maxWidth: 520 }}>
      <StatusChip status={order.status} />
      {whatHappened(order).map((sentence) => (
        <Typography key={sentence} variant="body2" sx={{ mt: 0.5 }}>
          {sentence}
        </Typography>
      ))}
      <Typography variant="body2" sx={{ mt: 0.5, color: 'text.secondary' }}>
        {advice[order.status]}
      </Typography>
    </Box>
  );
};

function useColumns(): Column<OrderSummary>[] {
  const { columns } = useT().console.troubled;
  return [
    {
      key: 'kuitansi',
      label: columns.kuitansi,
      card: 'title',
      render: (order) => <KuitansiLink order={order} />,
    },
    {
      key: 'user',
      label: columns.user,
      card: 'subtitle',
      render: (order) => (
        <>
          {order.institutionName}
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {order.productName}
          </Typography>
        </>
      ),
    },
    { key: 'problem', label: columns.problem, card: 'bare', render: (order) => <Problem order={order} /> },
    { key: 'total', label: columns.total, align: 'right', render: (order) => formatRupiah(order.total) },
    { key: 'since', label: columns.since, render: (order) => formatInstant(order.statusSince) },
    { key: 'open', label: '', card: 'hidden', render: (order) => <OpenOrder order={order} /> },
  ];
}

/** Orders that wait for `staf-pnbp`. */
const TroubledPage = () => {
  const t = useT();
  return (
    <Guarded permission="unmatched-payments.read">
      <ListPage<OrderSummary>
        resource="orders"
        storeKey="troubled"
        title={t.console.troubled.title}
        help={t.console.troubled.help}
        columns={useColumns()}
        to={(order) => `/orders/${order.id}/show`}
        sort={{ field: 'createdAt', order: 'ASC' }}
        filter={{ status: [...troubledStatuses] }}
        filters={<SearchField label={t.console.orders.search} />}
        empty={t.console.troubled.empty}
      />
    </Guarded>
  );
};
export default TroubledPage;
