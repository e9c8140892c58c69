import { Alert, Box } from '@mui/material';
import { Link } from 'react-router-dom';
import { fill } from '#contract/i18n/index';
import type { OrderDetail } from '#contract/orders/schemas';
import { CopyText } from '../../common/CopyText.tsx';
import { Facts, Section } from '../../common/Facts.tsx';
import { formatCount, formatDay, formatInstant } from '../../i18n/format.ts';
import { useT } from '../../i18n/texts.ts';
import { oddPayment } from '../trouble.ts';

/** The payment as SIMPONI confirmed it, and the voucher that came of it. */
export const PaymentSection = ({ order }: { order: OrderDetail }) => {
  const { console: words, reportPages } = useT();
  const { detail } = words;
  const { payment, voucher } = order;
  if (!payment && !voucher) return null;
  return (
    <Section title={payment ? detail.payment : detail.voucher}>
      {voucher ? (
        <Alert severity="success" sx={{ mb: payment ? 1.5 : 0 }}>
          <strong>
            {detail.voucher} {voucher.number}
          </strong>
          {' – '}
          {fill(detail.voucherUnits, { units: formatCount(voucher.units), unit: order.unit })}
          {' · '}
          <Box component={Link} to={`/vouchers/${voucher.id}/show`} sx={{ color: 'inherit' }}>
            {reportPages.voucher.open}
          </Box>
        </Alert>
      ) : null}
      {oddPayment(order).map((sentence) => (
        <Alert key={sentence} severity="warning" sx={{ mb: 1.5 }}>
          {sentence}
        </Alert>
      ))}
      {payment ? (
        <Facts
          facts={[
            [detail.ntpn, <CopyText key="ntpn" text={payment.ntpn} />],
            [detail.ntb, <CopyText key="ntb" text={payment.ntb} />],
            [detail.paidAt, formatInstant(payment.paidAt)],
            [detail.bank, `${payment.bankName} (${payment.bankCode})`],
            [detail.channel, `${payment.channelName} (${payment.channelCode})`],
            [detail.bookDate, formatDay(payment.bookDate)],
          ]}
        />
      ) : null}
    </Section>
  );
};
