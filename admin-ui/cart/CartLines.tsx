import DeleteIcon from '@mui/icons-material/DeleteOutlined';
import { Alert, Box, IconButton, Tooltip, Typography } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { fill } from '#contract/i18n/index';
import type { CartLine } from '#contract/orders/schemas';
import { useDo } from '../common/useDo.ts';
import { call } from '../data/call.ts';
import { formatRupiah } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';
import { LineQuantity } from './LineQuantity.tsx';

const Remove = ({ line }: { line: CartLine }) => {
  const t = useT();
  const client = useQueryClient();
  const { run, pending } = useDo();
  const remove = () =>
    run(() => call('cart.remove', { params: { id: line.id } }), {
      done: t.console.cart.removed,
      after: (cart) => client.setQueryData(['cart'], cart),
    });
  return (
    <Tooltip title={t.console.cart.remove}>
      <span>
        <IconButton
          aria-label={`${t.console.cart.remove} ${line.productName}`}
          disabled={pending}
          onClick={() => void remove()}
        >
          <DeleteIcon />
        </IconButton>
      </span>
    </Tooltip>
  );
};

const Warnings = ({ line }: { line: CartLine }) => {
  const t = useT();
  return (
    <>
      {line.priceChanged && line.unitPrice !== null ? (
        <Alert severity="warning" sx={{ mt: 1, py: 0 }}>
          {fill(t.console.cart.priceChanged, {
            before: formatRupiah(line.seenPrice),
            after: formatRupiah(line.unitPrice),
          })}
        </Alert>
      ) : null}
      {line.problem ? (
        <Alert severity="error" sx={{ mt: 1, py: 0 }}>
          {line.problem.message}
        </Alert>
      ) : null}
    </>
  );
};

const Line = ({ line }: { line: CartLine }) => {
  const t = useT();
  return (
    <Box
      component="li"
      sx={{
        p: 2,
        borderBottom: '1px solid',
        borderColor: 'divider',
        display: 'grid',
        gap: 1.5,
        alignItems: 'center',
        gridTemplateColumns: { xs: '1fr auto', md: 'minmax(0, 1fr) 110px 150px 150px 48px' },
      }}
    >
      <Box sx={{ minWidth: 0, gridColumn: { xs: '1 / 2', md: 'auto' } }}>
        <Typography sx={{ fontWeight: 650 }}>{line.productName}</Typography>
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {line.serviceName}
        </Typography>
        {line.reorderOf ? (
          <Typography variant="body2">
            {fill(t.console.cart.reorderOf, { kuitansi: line.reorderOf })}
          </Typography>
        ) : null}
        <Warnings line={line} />
      </Box>
      <Typography sx={{ textAlign: { md: 'right' }, display: { xs: 'none', md: 'block' } }}>
        {line.unitPrice === null ? t.console.common.none : formatRupiah(line.unitPrice)}
      </Typography>
      <Box sx={{ gridRow: { xs: 2, md: 'auto' } }}>
        <LineQuantity key={line.quantity} line={line} />
      </Box>
      <Typography sx={{ textAlign: 'right', fontWeight: 650, gridRow: { xs: 2, md: 'auto' } }}>
        {line.total === null ? t.console.common.none : formatRupiah(line.total)}
      </Typography>
      <Box sx={{ gridRow: { xs: 1, md: 'auto' }, gridColumn: { xs: 2, md: 'auto' }, textAlign: 'right' }}>
        <Remove line={line} />
      </Box>
    </Box>
  );
};

/** The lines of the cart; each becomes an order of its own. */
export const CartLines = ({ lines }: { lines: readonly CartLine[] }) => (
  <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
    {lines.map((line) => (
      <Line key={line.id} line={line} />
    ))}
  </Box>
);
