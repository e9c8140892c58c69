import { TextField } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { fill } from '#contract/i18n/index';
import type { CartLine } from '#contract/orders/schemas';
import { useDo } from '../common/useDo.ts';
import { call } from '../data/call.ts';
import { sentenceOf } from '../data/problems.ts';
import { useT } from '../i18n/texts.ts';
import { readQuantity } from '../products/quantity.ts';

/** The quantity of a line, changed when the field is left or Enter pressed; a refused one stays to be corrected. */
export const LineQuantity = ({ line }: { line: CartLine }) => {
  const t = useT();
  const client = useQueryClient();
  const { run, pending } = useDo();
  const [typed, setTyped] = useState(String(line.quantity));
  const [problem, setProblem] = useState<string | null>(null);
  const save = () => {
    const quantity = readQuantity(typed);
    if (quantity === line.quantity || pending) return;
    if (quantity === null || quantity < 1) return setProblem(t.console.orderForm.notWhole);
    setProblem(null);
    void run(() => call('cart.put', { body: { productId: line.productId, quantity } }), {
      after: (cart) => client.setQueryData(['cart'], cart),
      failed: (error) => {
        setProblem(sentenceOf(error));
        return true;
      },
    });
  };
  return (
    <TextField
      value={typed}
      error={problem !== null}
      helperText={problem}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={save}
      onKeyDown={(event) => event.key === 'Enter' && save()}
      sx={{ width: 140 }}
      slotProps={{
        htmlInput: {
          inputMode: 'numeric',
          maxLength: 20,
          'aria-label': fill(t.console.cart.quantityOf, { product: line.productName }),
        },
        input: { endAdornment: <span>{line.unit.slice(0, 8)}</span> },
      }}
    />
  );
};
