import {
  Alert,
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Typography,
} from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { fill } from '#contract/i18n/index';
import type { Cart, Checkout } from '#contract/orders/schemas';
import { call } from '../data/call.ts';
import { codeOf, sentenceOf } from '../data/problems.ts';
import { formatCount, formatRupiah } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';

/** Errors after which the cart is another one than what was shown. */
const cartMoved = new Set(['CART_PRICE_CHANGED', 'CART_EMPTY']);

const Changed = ({ cart }: { cart: Cart }) => {
  const t = useT();
  const lines = cart.lines.filter((line) => line.priceChanged && line.unitPrice !== null);
  if (lines.length === 0) return null;
  return (
    <Alert severity="warning" sx={{ mb: 2 }}>
      <strong>{t.console.cart.priceChangedTitle}</strong>
      {lines.map((line) => (
        <Box key={line.id}>
          {line.productName}:{' '}
          {fill(t.console.cart.priceChanged, {
            before: formatRupiah(line.seenPrice),
            after: formatRupiah(line.unitPrice ?? 0),
          })}
        </Box>
      ))}
    </Alert>
  );
};

/** What the buyer says "Ya" to: the lines with the prices on his screen; others are refused and shown first. */
const bodyOf = (cart: Cart) => ({
  lines: cart.lines.map((line) => ({
    id: line.id,
    quantity: line.quantity,
    unitPrice: line.unitPrice ?? line.seenPrice,
  })),
});

/** "Proses pesanan?" */
export const CheckoutDialog = (props: {
  cart: Cart;
  onClose: () => void;
  onDone: (checkout: Checkout) => void;
}) => {
  const t = useT();
  const client = useQueryClient();
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const { cart } = props;
  const process = async () => {
    setPending(true);
    setProblem(null);
    try {
      const checkout = await call('cart.checkout', { body: bodyOf(cart) });
      props.onDone(checkout);
      props.onClose();
      for (const key of ['cart', 'orders', 'dashboard', 'checkouts'])
        void client.invalidateQueries({ queryKey: [key] });
    } catch (error) {
      setProblem(sentenceOf(error));
      if (cartMoved.has(codeOf(error) ?? '')) await client.invalidateQueries({ queryKey: ['cart'] });
      setPending(false);
    }
  };
  const text = fill(t.console.cart.confirmText, {
    count: formatCount(cart.lines.length),
    total: formatRupiah(cart.total),
  });
  return (
    <Dialog open onClose={pending ? undefined : props.onClose} fullWidth maxWidth="sm">
      <DialogTitle>{t.console.cart.confirmTitle}</DialogTitle>
      <DialogContent>
        {problem ? (
          <Alert severity="error" sx={{ mb: 2 }}>
            {problem}
          </Alert>
        ) : null}
        <Changed cart={cart} />
        <Typography sx={{ mb: 1 }}>{text}</Typography>
        {cart.needsApprover ? (
          <Typography>
            {fill(t.console.cart.needsApprover, { limit: formatRupiah(cart.approvalAbove ?? 0) })}
          </Typography>
        ) : null}
      </DialogContent>
      <DialogActions>
        <Button onClick={props.onClose} disabled={pending}>
          {t.console.common.dismiss}
        </Button>
        <Button
          variant="contained"
          onClick={() => void process()}
          disabled={pending || cart.lines.length === 0}
        >
          {pending ? t.console.detail.pending : t.console.cart.confirmYes}
        </Button>
      </DialogActions>
    </Dialog>
  );
};
