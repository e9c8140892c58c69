import { Alert, AlertTitle, Box } from '@mui/material';
import { fill } from '#contract/i18n/index';
import type { OrderDetail } from '#contract/orders/schemas';
import { CopyText } from '../../common/CopyText.tsx';
import { formatDay, formatInstant } from '../../i18n/format.ts';
import { useT } from '../../i18n/texts.ts';
import { useMe } from '../../session/me.ts';
import { billingProblem } from '../trouble.ts';
import { AskPayment } from './AskPayment.tsx';
import { Countdown } from './Countdown.tsx';

const Unpaid = ({ order }: { order: OrderDetail }) => {
  const t = useT();
  return (
    <Alert severity="warning" icon={false} sx={{ mb: 2, '& .MuiAlert-message': { width: '100%' } }}>
      <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 2, flexWrap: 'wrap' }}>
        <Box sx={{ flex: '1 1 380px' }}>
          {order.kodeBilling ? (
            <Box sx={{ fontSize: '1.5rem', letterSpacing: '0.03em', mb: 0.5 }}>
              <CopyText text={order.kodeBilling} label={t.console.detail.copyCode} />
            </Box>
          ) : null}
          <AlertTitle>
            {t.console.detail.expiresTitle}:{' '}
            {order.expiresAt ? formatInstant(order.expiresAt) : t.console.common.none}
          </AlertTitle>
          {order.expiresAt ? (
            <Box sx={{ fontWeight: 650, mb: 0.5 }}>
              <Countdown until={order.expiresAt} />
            </Box>
          ) : null}
          {t.console.detail.payHow}
        </Box>
        {order.mayAskPayment ? <AskPayment order={order} /> : null}
      </Box>
    </Alert>
  );
};

const Trouble = ({ order }: { order: OrderDetail }) => {
  const t = useT();
  return (
    <Alert severity="error" sx={{ mb: 2 }}>
      <AlertTitle>{t.console.detail.troubleTitle}</AlertTitle>
      {billingProblem(order).join(' ')}
    </Alert>
  );
};

const Proposal = ({ order }: { order: OrderDetail }) => {
  const t = useT();
  const me = useMe();
  if (!order.proposal) return null;
  const decides = me?.roles.includes('pejabat') === true;
  const withheld = decides && !order.allowed.some(({ action }) => action === 'decide');
  return (
    <Alert severity="info" sx={{ mb: 2 }}>
      <AlertTitle>
        {fill(t.console.detail.proposalTitle, { kind: t.orders.proposal[order.proposal.kind] })}
      </AlertTitle>
      {fill(t.console.detail.proposalBy, { name: order.proposal.byName })}{' '}
      {withheld ? t.console.detail.ownProposal : null}
    </Alert>
  );
};

/** What matters about this order right now, and what to do about it. */
export const Situation = ({ order }: { order: OrderDetail }) => {
  const t = useT();
  const { detail } = t.console;
  const late = order.status === 'KEDALUWARSA' || order.status === 'DIBATALKAN';
  return (
    <>
      {order.status === 'MENUNGGU_PEMBAYARAN' ? <Unpaid order={order} /> : null}
      {order.status === 'TAGIHAN_BERMASALAH' ? <Trouble order={order} /> : null}
      {order.status === 'PENERBITAN_TAGIHAN' && order.billingWaitingSince ? (
        <Alert severity="warning" sx={{ mb: 2 }}>
          {fill(detail.askingSimponi, { time: formatInstant(order.billingWaitingSince) })}
        </Alert>
      ) : null}
      {late && order.openUntil ? (
        <Alert severity="info" sx={{ mb: 2, '& .MuiAlert-message': { width: '100%' } }}>
          {fill(detail.openUntil, { time: formatInstant(order.openUntil) })}
          {order.mayAskPayment ? <AskPayment order={order} /> : null}
        </Alert>
      ) : null}
      {order.status === 'MENUNGGU_KEPUTUSAN' ? <Proposal order={order} /> : null}
      {order.returned ? (
        <Alert severity="info" sx={{ mb: 2 }}>
          <AlertTitle>{detail.returned}</AlertTitle>
          {fill(detail.returnedText, {
            kind: t.orders.returnKind[order.returned.kind],
            letter: order.returned.letter,
            date: formatDay(order.returned.on),
          })}
        </Alert>
      ) : null}
    </>
  );
};
