import { Alert, Box, Button, Card, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { fill } from '#contract/i18n/index';
import type { Cart, Checkout } from '#contract/orders/schemas';
import { Guarded } from '../common/Guarded.tsx';
import { PageHead } from '../common/PageHead.tsx';
import { EmptyMessage, LoadError, LoadingLines } from '../common/StateMessage.tsx';
import { Words } from '../common/Words.tsx';
import { call } from '../data/call.ts';
import { formatRupiah } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';
import { CartLines } from './CartLines.tsx';
import { CheckoutDialog } from './CheckoutDialog.tsx';
import { DoneDialog } from './DoneDialog.tsx';

const Foot = (props: { cart: Cart; onProcess: () => void }) => {
  const t = useT();
  const { cart } = props;
  const blocked = cart.lines.some((line) => line.problem !== null || line.unitPrice === null);
  return (
    <Box
      sx={{
        p: 2,
        display: 'flex',
        flexWrap: 'wrap',
        gap: 2,
        justifyContent: 'space-between',
        alignItems: 'center',
      }}
    >
      <Box>
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {t.console.cart.total}
        </Typography>
        <Typography sx={{ fontSize: '1.5rem', fontWeight: 700 }}>{formatRupiah(cart.total)}</Typography>
        <Typography variant="body2">
          <Words amount={cart.total} />
        </Typography>
      </Box>
      <Box sx={{ textAlign: { sm: 'right' } }}>
        <Button variant="contained" size="large" disabled={blocked} onClick={props.onProcess}>
          {t.console.cart.process}
        </Button>
        {blocked ? (
          <Typography variant="body2" sx={{ mt: 1, color: 'error.main' }}>
            {t.console.cart.blocked}
          </Typography>
        ) : null}
      </Box>
    </Box>
  );
};

const Filled = (props: { cart: Cart; onProcess: () => void }) => {
  const t = useT();
  const { cart } = props;
  return (
    <>
      {cart.needsApprover ? (
        <Alert severity="info" sx={{ mb: 2 }}>
          {fill(t.console.cart.needsApprover, { limit: formatRupiah(cart.approvalAbove ?? 0) })}
        </Alert>
      ) : null}
      <Card>
        <CartLines lines={cart.lines} />
        <Foot {...props} />
      </Card>
    </>
  );
};

const Content = () => {
  const t = useT();
  const [asking, setAsking] = useState(false);
  const [done, setDone] = useState<Checkout | null>(null);
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['cart'],
    queryFn: ({ signal }) => call('cart.read', { signal }),
    // Prices are asked anew each time the page is opened, however fresh the menu's count is.
    refetchOnMount: 'always',
  });
  if (error && !data) return <LoadError error={error} onRetry={() => void refetch()} />;
  if (isPending) return <LoadingLines />;
  return (
    <>
      {data.lines.length > 0 ? (
        <Filled cart={data} onProcess={() => setAsking(true)} />
      ) : (
        <Card>
          <EmptyMessage text={`${t.console.cart.empty} ${t.console.cart.emptyHelp}`}>
            <Button component={Link} to="/products" variant="contained">
              {t.console.cart.choose}
            </Button>
          </EmptyMessage>
        </Card>
      )}
      {asking ? <CheckoutDialog cart={data} onClose={() => setAsking(false)} onDone={setDone} /> : null}
      {done ? <DoneDialog checkout={done} onClose={() => setDone(null)} /> : null}
    </>
  );
};

const CartPage = () => {
  const t = useT();
  return (
    <Guarded permission="cart.use">
      <PageHead title={t.console.cart.title} help={t.console.cart.help}>
        <Button component={Link} to="/products">
          {t.console.cart.choose}
        </Button>
      </PageHead>
      <Content />
    </Guarded>
  );
};
export default CartPage;
