import { Box } from '@mui/material';
import { Link } from 'react-router-dom';
import type { OrderDetail } from '#contract/orders/schemas';
import { CopyText } from '../../common/CopyText.tsx';
import { type Fact, Facts, Section } from '../../common/Facts.tsx';
import { ToneChip } from '../../common/StatusChip.tsx';
import { Words } from '../../common/Words.tsx';
import { formatCount, formatDay, formatInstant, formatRupiah } from '../../i18n/format.ts';
import { useT } from '../../i18n/texts.ts';

/** Informasi Pemohon. */
export const ApplicantSection = ({ order }: { order: OrderDetail }) => {
  const t = useT();
  const { detail, common } = t.console;
  const { applicant } = order;
  const pks = applicant.agreementActive
    ? detail.pksActive
    : applicant.agreementEndsOn
      ? detail.pksEnded
      : detail.pksNone;
  return (
    <Section title={detail.applicant}>
      <Facts
        facts={[
          [detail.name, applicant.name],
          [detail.category, t.orders.category[applicant.category]],
          [detail.address, applicant.address],
          [detail.email, applicant.email],
          [detail.phone, applicant.phone],
          [detail.npwp, applicant.npwp ?? common.none],
          [detail.pks, <ToneChip key="pks" label={pks} tone={applicant.agreementActive ? 'good' : 'bad'} />],
          ...(applicant.agreementNumber ? ([[detail.pksNumber, applicant.agreementNumber]] as const) : []),
          [detail.pksEnds, applicant.agreementEndsOn ? formatDay(applicant.agreementEndsOn) : common.none],
          [
            detail.juknis,
            <ToneChip
              key="juknis"
              label={applicant.technicalGuideDone ? detail.juknisDone : detail.juknisMissing}
              tone={applicant.technicalGuideDone ? 'good' : 'bad'}
            />,
          ],
        ]}
      />
    </Section>
  );
};

const OrderLink = ({ order }: { order: { id: string; kuitansi: string } }) => (
  <Box
    component={Link}
    to={`/orders/${order.id}/show`}
    sx={{ color: 'primary.main', fontWeight: 600, mr: 1 }}
  >
    {order.kuitansi}
  </Box>
);

/** Informasi Pesanan. */
export const OrderSection = ({ order }: { order: OrderDetail }) => {
  const { detail } = useT().console;
  const links: Fact[] = [];
  if (order.reorderOf) links.push([detail.reorderOf, <OrderLink key="of" order={order.reorderOf} />]);
  if (order.reorders.length > 0) {
    links.push([detail.reorders, order.reorders.map((next) => <OrderLink key={next.id} order={next} />)]);
  }
  return (
    <Section title={detail.order}>
      <Facts
        facts={[
          [detail.service, order.serviceName],
          [detail.product, order.productName],
          [detail.invoice, <CopyText key="invoice" text={order.kuitansi} />],
          [detail.price, formatRupiah(order.unitPrice)],
          [detail.quantity, `${formatCount(order.quantity)} ${order.unit}`],
          [detail.total, <strong key="total">{formatRupiah(order.total)}</strong>],
          [detail.words, <Words key="words" amount={order.total} />],
          [detail.article, order.tariffArticle],
          [detail.created, formatInstant(order.createdAt)],
          ...links,
        ]}
      />
    </Section>
  );
};
