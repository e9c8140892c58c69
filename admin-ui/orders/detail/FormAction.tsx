import { Button, Stack, Typography } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { useNavigate } from 'react-router-dom';
import { fill } from '#contract/i18n/index';
import type { OrderAction } from '#contract/orders/lifecycle';
import type { OrderDetail } from '#contract/orders/schemas';
import { Section } from '../../common/Facts.tsx';
import { useDo } from '../../common/useDo.ts';
import { call } from '../../data/call.ts';
import { useT } from '../../i18n/texts.ts';
import { OrderActDialog } from './OrderActDialog.tsx';

const grave: readonly OrderAction[] = ['reject', 'cancel', 'refuse', 'proposeReturn'];

const Reorder = ({ order }: { order: OrderDetail }) => {
  const t = useT();
  const navigate = useNavigate();
  const client = useQueryClient();
  const { run, pending } = useDo();
  const reorder = () =>
    run(() => call('orders.reorder', { params: { id: order.id } }), {
      done: t.console.detail.reordered,
      after: (cart) => {
        client.setQueryData(['cart'], cart);
        void navigate('/cart');
      },
    });
  return (
    <>
      <Button variant="contained" disabled={pending} onClick={() => void reorder()}>
        {t.console.detail.reorder}
      </Button>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {t.console.detail.reorderHelp}
      </Typography>
    </>
  );
};

/** Form Action: exactly the actions that the lifecycle's table allows this person now. */
export const FormAction = ({ order }: { order: OrderDetail }) => {
  const t = useT();
  const notify = useNotify();
  const [asking, setAsking] = useState<OrderDetail['allowed'][number] | null>(null);
  const none = order.allowed.length === 0 && !order.mayReorder;
  return (
    <Section title={t.console.detail.form}>
      {none ? (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {t.console.detail.formNone}
        </Typography>
      ) : null}
      <Stack spacing={1.25} sx={{ alignItems: 'stretch' }}>
        {order.allowed.map((allowed, index) => (
          <Button
            key={allowed.action}
            variant={index === 0 && !grave.includes(allowed.action) ? 'contained' : 'outlined'}
            color={grave.includes(allowed.action) ? 'error' : 'primary'}
            onClick={() => setAsking(allowed)}
          >
            {t.orders.action[allowed.action]}
          </Button>
        ))}
        {order.mayReorder ? <Reorder order={order} /> : null}
      </Stack>
      {asking ? (
        <OrderActDialog
          order={order}
          allowed={asking}
          danger={grave.includes(asking.action)}
          onClose={() => setAsking(null)}
          onActed={(status) =>
            notify(fill(t.console.detail.acted, { status: t.orders.status[status] }), { type: 'success' })
          }
        />
      ) : null}
    </Section>
  );
};
