import { Box, Button, TableCell, TableRow, Typography } from '@mui/material';
import { Link } from 'react-router-dom';
import type { ProductBalance } from '#contract/orders/schemas';
import { LevelBar } from '../common/LevelBar.tsx';
import { formatCount } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';
import { useMay } from '../session/me.ts';

const Actions = ({ row }: { row: ProductBalance }) => {
  const t = useT();
  const mayOrder = useMay('cart.use');
  const mayVouchers = useMay('vouchers.read');
  const filter = JSON.stringify({ productId: row.productId });
  return (
    <Box sx={{ display: 'flex', gap: 0.5, flexWrap: { xs: 'wrap', md: 'nowrap' }, whiteSpace: 'nowrap' }}>
      {mayOrder && row.orderable ? (
        <Button component={Link} to={`/products/${row.productId}/order`} size="small" variant="contained">
          {t.console.dashboard.order}
        </Button>
      ) : null}
      {mayVouchers ? (
        <Button component={Link} to={`/vouchers?${new URLSearchParams({ filter })}`} size="small">
          {t.console.dashboard.vouchers}
        </Button>
      ) : null}
    </Box>
  );
};

/** One institution's balance of one product, with what can be done about it. */
export const BalanceRow = ({ row }: { row: ProductBalance }) => (
  <TableRow hover>
    <TableCell sx={{ display: { xs: 'none', md: 'table-cell' } }}>{row.number}</TableCell>
    <TableCell sx={{ display: { xs: 'none', md: 'table-cell' } }}>{row.institutionName}</TableCell>
    <TableCell sx={{ display: { xs: 'none', md: 'table-cell' } }}>{row.serviceName}</TableCell>
    <TableCell>
      <Box sx={{ fontWeight: 600 }}>{row.productName}</Box>
      <Typography variant="body2" sx={{ color: 'text.secondary', display: { md: 'none' } }}>
        {row.institutionName} · {row.serviceName}
      </Typography>
    </TableCell>
    <TableCell
      align="right"
      sx={{ fontVariantNumeric: 'tabular-nums', fontWeight: 650, fontSize: '0.98rem' }}
    >
      {formatCount(row.units)}
      <LevelBar bare left={row.units} base={row.base} />
    </TableCell>
    <TableCell>
      <Actions row={row} />
    </TableCell>
  </TableRow>
);
