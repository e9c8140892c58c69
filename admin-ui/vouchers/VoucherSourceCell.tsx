import { Link as MuiLink } from '@mui/material';
import { Link } from 'react-router-dom';
import { fill } from '#contract/i18n/index';
import type { Voucher } from '#contract/orders/schemas';
import { useT } from '../i18n/texts.ts';
import { KuitansiLink } from '../orders/columns.tsx';
import { useMay } from '../session/me.ts';

/** The order that a voucher came from, or what else it came from. */
export const VoucherSourceCell = ({ voucher }: { voucher: Voucher }) => {
  const t = useT();
  const mayOpen = useMay('orders.read');
  if (voucher.origin) {
    const { id, number } = voucher.origin;
    return (
      <MuiLink component={Link} to={`/vouchers/${id}/show`} onClick={(event) => event.stopPropagation()}>
        {fill(t.reportPages.voucher.cameBack, { number })}
      </MuiLink>
    );
  }
  if (voucher.orderId === null || voucher.kuitansi === null) return t.orders.voucherSource[voucher.source];
  return mayOpen ? (
    <KuitansiLink order={{ id: voucher.orderId, kuitansi: voucher.kuitansi }} />
  ) : (
    voucher.kuitansi
  );
};
