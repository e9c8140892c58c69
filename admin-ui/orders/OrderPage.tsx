import { Box, Button } from '@mui/material';
import { Link, useParams } from 'react-router-dom';
import type { OrderStatus } from '#contract/orders/lifecycle';
import type { OrderDetail } from '#contract/orders/schemas';
import { Guarded } from '../common/Guarded.tsx';
import { PageHead } from '../common/PageHead.tsx';
import { LoadError, LoadingLines } from '../common/StateMessage.tsx';
import { StatusChip } from '../common/StatusChip.tsx';
import { useDetail } from '../data/useDetail.ts';
import { useT } from '../i18n/texts.ts';
import { BillTable } from './detail/BillTable.tsx';
import { FilesSection } from './detail/FilesSection.tsx';
import { FormAction } from './detail/FormAction.tsx';
import { ApplicantSection, OrderSection } from './detail/Information.tsx';
import { NoticesSection } from './detail/NoticesSection.tsx';
import { PaymentSection } from './detail/PaymentSection.tsx';
import { Progress } from './detail/Progress.tsx';
import { Situation } from './detail/Situation.tsx';
import { TimelineSection } from './detail/TimelineSection.tsx';

/** Here something may happen without a person: the live stream tells of it, asking now and then makes sure. */
const moving: readonly OrderStatus[] = ['DIPROSES', 'DISETUJUI', 'PENERBITAN_TAGIHAN', 'DIBAYAR'];
const waiting: readonly OrderStatus[] = ['MENUNGGU_PEMBAYARAN', 'MENUNGGU_PERSETUJUAN', 'MENUNGGU_KEPUTUSAN'];
const askAgainMs = (status: OrderStatus | undefined): number | false =>
  status === undefined ? false : moving.includes(status) ? 3_000 : waiting.includes(status) ? 20_000 : false;

const Detail = ({ order }: { order: OrderDetail }) => (
  <>
    <Progress order={order} />
    <Situation order={order} />
    <Box
      sx={{
        display: 'grid',
        columnGap: 2,
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'repeat(2, minmax(0, 1fr))' },
      }}
    >
      <ApplicantSection order={order} />
      <OrderSection order={order} />
    </Box>
    <BillTable order={order} />
    <Box
      sx={{
        display: 'grid',
        columnGap: 2,
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 3fr) minmax(0, 2fr)' },
      }}
    >
      <Box sx={{ minWidth: 0 }}>
        <PaymentSection order={order} />
        <TimelineSection order={order} />
      </Box>
      <Box sx={{ minWidth: 0, gridRow: { xs: 1, md: 'auto' } }}>
        <FormAction order={order} />
        <FilesSection order={order} />
        <NoticesSection order={order} />
      </Box>
    </Box>
  </>
);

const Content = ({ id }: { id: string }) => {
  const t = useT();
  const { data, error, isPending, refetch } = useDetail<OrderDetail>('orders', id, {
    refetchInterval: (query) => askAgainMs(query.state.data?.status),
  });
  if (error && !data) return <LoadError error={error} onRetry={() => void refetch()} />;
  if (isPending || !data) return <LoadingLines lines={10} />;
  return (
    <>
      <PageHead title={`${t.console.detail.title} ${data.kuitansi}`} help={t.orders.statusHelp[data.status]}>
        <StatusChip status={data.status} />
        <Button component={Link} to="/orders">
          {t.console.orders.title}
        </Button>
      </PageHead>
      <Detail order={data} />
    </>
  );
};

/** "Data Detil" of one order, as the operators' guide lays it out. */
const OrderPage = () => {
  const { id = '' } = useParams();
  return (
    <Guarded permission="orders.read">
      <Content id={id} />
    </Guarded>
  );
};
export default OrderPage;
