import {
  Box,
  Button,
  Card,
  Table,
  TableBody,
  TableCell,
  TableContainer,
  TableHead,
  TablePagination,
  TableRow,
  TextField,
  Typography,
} from '@mui/material';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import type { ProductBalance } from '#contract/orders/schemas';
import { EmptyMessage } from '../common/StateMessage.tsx';
import { formatCount } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';
import { useMay } from '../session/me.ts';

const pageSize = 25;

const Actions = ({ row }: { row: ProductBalance }) => {
  const t = useT();
  const mayOrder = useMay('cart.use');
  const mayVouchers = useMay('vouchers.read');
  const filter = JSON.stringify({ productId: row.productId });
  return (
    <Box sx={{ display: 'flex', gap: 0.5, flexWrap: { xs: 'wrap', md: 'nowrap' }, whiteSpace: 'nowrap' }}>
      {mayOrder && row.deliverable ? (
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

const Row = ({ row }: { row: ProductBalance }) => (
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
    </TableCell>
    <TableCell>
      <Actions row={row} />
    </TableCell>
  </TableRow>
);

const Head = () => {
  const { columns } = useT().console.dashboard;
  const wide = { display: { xs: 'none', md: 'table-cell' } };
  return (
    <TableHead>
      <TableRow>
        <TableCell sx={wide}>{columns.number}</TableCell>
        <TableCell sx={wide}>{columns.user}</TableCell>
        <TableCell sx={wide}>{columns.service}</TableCell>
        <TableCell>{columns.product}</TableCell>
        <TableCell align="right" sx={{ whiteSpace: { xs: 'normal', md: 'nowrap' } }}>
          {columns.units}
        </TableCell>
        <TableCell>{columns.actions}</TableCell>
      </TableRow>
    </TableHead>
  );
};

/** "Daftar Produk": the ledger's sums per institution and product, with the columns of the operators' guide. */
export const BalanceTable = ({ balances }: { balances: readonly ProductBalance[] }) => {
  const t = useT();
  const [page, setPage] = useState(0);
  const [words, setWords] = useState('');
  const wanted = words.trim().toLowerCase();
  const found = balances.filter((row) =>
    `${row.institutionName} ${row.serviceName} ${row.productName}`.toLowerCase().includes(wanted),
  );
  const rows = found.slice(page * pageSize, (page + 1) * pageSize);
  return (
    <Card>
      <Box sx={{ p: 2, pb: 1, display: 'flex', justifyContent: 'space-between', gap: 2, flexWrap: 'wrap' }}>
        <Box>
          <Typography variant="h2">{t.console.dashboard.products}</Typography>
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {t.console.dashboard.productsHelp}
          </Typography>
        </Box>
        {balances.length > pageSize ? (
          <TextField
            type="search"
            placeholder={t.console.dashboard.search}
            value={words}
            onChange={(event) => {
              setWords(event.target.value);
              setPage(0);
            }}
          />
        ) : null}
      </Box>
      {rows.length === 0 ? (
        <EmptyMessage text={wanted ? t.console.common.emptyFiltered : t.console.dashboard.empty} />
      ) : (
        <TableContainer>
          <Table size="small">
            <Head />
            <TableBody>
              {rows.map((row) => (
                <Row key={row.id} row={row} />
              ))}
            </TableBody>
          </Table>
        </TableContainer>
      )}
      {found.length > pageSize ? (
        <TablePagination
          component="div"
          count={found.length}
          page={page}
          rowsPerPage={pageSize}
          rowsPerPageOptions={[pageSize]}
          onPageChange={(_, next) => setPage(next)}
        />
      ) : null}
    </Card>
  );
};
