import {
  Box,
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
import type { ProductBalance } from '#contract/orders/schemas';
import { EmptyMessage } from '../common/StateMessage.tsx';
import { useT } from '../i18n/texts.ts';
import { BalanceRow } from './BalanceRow.tsx';

const pageSize = 25;

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
                <BalanceRow key={row.id} row={row} />
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
