import { Box, Button, Stack, TextField, Typography } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { fill } from '#contract/i18n/index';
import type { Product } from '#contract/orders/schemas';
import { useDo } from '../common/useDo.ts';
import { Words } from '../common/Words.tsx';
import { call } from '../data/call.ts';
import { fieldSentence } from '../data/problems.ts';
import { formatCount, formatRupiah } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';
import { checkQuantity } from './quantity.ts';

type Priced = Product & { readonly unitPrice: number };

const LiveTotal = (props: { unitPrice: number; quantity: number | null }) => {
  const t = useT();
  const total = props.quantity === null ? null : props.unitPrice * props.quantity;
  const shown = total !== null && Number.isSafeInteger(total) ? total : null;
  return (
    <Box aria-live="polite" sx={{ p: 2, borderRadius: 1, backgroundColor: '#eef2f1', minHeight: 88 }}>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {t.console.orderForm.total}
      </Typography>
      <Typography sx={{ fontSize: '1.5rem', fontWeight: 700, fontVariantNumeric: 'tabular-nums' }}>
        {shown === null ? t.console.common.none : formatRupiah(shown)}
      </Typography>
      {shown === null ? null : (
        <Typography variant="body2">
          {t.console.orderForm.words}: <Words amount={shown} />
        </Typography>
      )}
    </Box>
  );
};

/** Quantity and live total; Pesan puts the line into the cart. */
export const OrderForm = ({ product, initial }: { product: Priced; initial: number | null }) => {
  const t = useT();
  const navigate = useNavigate();
  const client = useQueryClient();
  const { run, pending } = useDo();
  const [typed, setTyped] = useState(initial === null ? '' : String(initial));
  const [refusal, setRefusal] = useState<string | null>(null);
  const checked = checkQuantity(typed, product.maxQuantity);
  const max = formatCount(product.maxQuantity);
  const sentence = (): string | null => {
    if ('value' in checked) return null;
    return checked.problem === 'NOT_WHOLE'
      ? t.console.orderForm.notWhole
      : fill(t.console.orderForm.outOfRange, { max });
  };
  const wrong = refusal ?? (typed === '' ? null : sentence());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!('value' in checked)) return setRefusal(sentence());
    const body = { productId: product.id, quantity: checked.value };
    void run(() => call('cart.put', { body }), {
      // A line that cannot be ordered now says so itself in the cart.
      done: ({ lines }) =>
        lines.some((line) => line.productId === product.id && line.problem) ? '' : t.console.orderForm.added,
      after: (cart) => {
        client.setQueryData(['cart'], cart);
        void navigate('/cart');
      },
      failed: (error) => {
        const atField = fieldSentence(error, 'quantity');
        setRefusal(atField);
        return atField !== null;
      },
    });
  };
  return (
    <Stack component="form" noValidate spacing={2} onSubmit={submit} sx={{ mt: 2.5 }}>
      <TextField
        autoFocus
        label={t.console.orderForm.quantity}
        value={typed}
        error={wrong !== null}
        helperText={wrong ?? fill(t.console.orderForm.quantityHelp, { max, unit: product.unit })}
        slotProps={{ htmlInput: { inputMode: 'numeric', maxLength: 20, autoComplete: 'off' } }}
        onChange={(event) => {
          setTyped(event.target.value);
          setRefusal(null);
        }}
        sx={{ maxWidth: 360 }}
      />
      <LiveTotal unitPrice={product.unitPrice} quantity={'value' in checked ? checked.value : null} />
      <Box>
        <Button type="submit" variant="contained" size="large" disabled={pending}>
          {t.console.orderForm.submit}
        </Button>
      </Box>
    </Stack>
  );
};
