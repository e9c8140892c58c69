import { Box, Button, Typography } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { fill } from '#contract/i18n/index';
import type { OrderDetail, PaymentInquiryResult } from '#contract/orders/schemas';
import { useDo } from '../../common/useDo.ts';
import { call } from '../../data/call.ts';
import { formatInstant } from '../../i18n/format.ts';
import { useT } from '../../i18n/texts.ts';

/** "Saya sudah bayar": asks SIMPONI now and shows its answer with the time. */
export const AskPayment = ({ order }: { order: OrderDetail }) => {
  const t = useT();
  const client = useQueryClient();
  const { run, pending } = useDo();
  const [answer, setAnswer] = useState<PaymentInquiryResult | null>(null);
  const ask = () =>
    run(() => call('orders.askPayment', { params: { id: order.id } }), {
      after: (result) => {
        setAnswer(result);
        void client.invalidateQueries({ queryKey: ['orders'] });
      },
    });
  const last = order.inquiry;
  return (
    <Box sx={{ minWidth: 220, maxWidth: 360 }}>
      <Button variant="contained" disabled={pending} onClick={() => void ask()}>
        {pending ? t.console.detail.asking : t.console.detail.askPayment}
      </Button>
      <Box aria-live="polite" sx={{ mt: 1 }}>
        {answer ? (
          <Typography variant="body2">
            <strong>{answer.message || t.orders.inquiry[answer.answer]}</strong>{' '}
            {answer.words ? fill(t.console.detail.troubleWords, { words: answer.words }) : null}{' '}
            {fill(t.console.detail.askedAt, { time: formatInstant(answer.at) })}
          </Typography>
        ) : last ? (
          <Typography variant="body2">
            {fill(t.console.detail.lastAsked, { time: formatInstant(last.at) })}:{' '}
            {t.orders.inquiry[last.answer]}
          </Typography>
        ) : null}
      </Box>
    </Box>
  );
};
