import {
  Box,
  Table,
  TableBody,
  TableCell,
  TableContainer,
  TableHead,
  TableRow,
  TableSortLabel,
  Typography,
  useMediaQuery,
} from '@mui/material';
import type { Theme } from '@mui/material/styles';
import type { ReactNode } from 'react';
import { useListContext } from 'react-admin';
import { useNavigate } from 'react-router-dom';

export interface Column<R> {
  readonly key: string;
  readonly label: string;
  readonly render: (row: R, index: number) => ReactNode;
  /** Name of the field that the API sorts by; not sortable when absent. */
  readonly sort?: string;
  readonly align?: 'right' | 'center';
  /** On a narrow screen: the card's headline, its second line, left out, or a labelled line (when absent). */
  readonly card?: 'title' | 'subtitle' | 'corner' | 'hidden' | 'bare';
  readonly width?: number | string;
}

interface TableProps<R> {
  readonly columns: readonly Column<R>[];
  readonly to?: (row: R) => string;
}

function useRowLink<R>(to: ((row: R) => string) | undefined) {
  const navigate = useNavigate();
  return (row: R) =>
    to === undefined
      ? {}
      : {
          onClick: (event: React.MouseEvent) => {
            if (!(event.target as HTMLElement).closest('a,button,input,[role=button]'))
              void navigate(to(row));
          },
          sx: { cursor: 'pointer' },
        };
}

const HeadCell = <R,>({ column }: { column: Column<R> }) => {
  const { sort, setSort } = useListContext();
  const active = column.sort !== undefined && sort.field === column.sort;
  const direction = sort.order === 'ASC' ? 'asc' : 'desc';
  return (
    <TableCell
      align={column.align ?? 'left'}
      {...(active ? { sortDirection: direction } : {})}
      sx={column.width === undefined ? {} : { width: column.width }}
    >
      {column.sort === undefined ? (
        column.label
      ) : (
        <TableSortLabel
          sx={{ '& .MuiTableSortLabel-icon': { fontSize: '0.95rem', mx: 0.25 } }}
          active={active}
          direction={active ? direction : 'asc'}
          onClick={() =>
            setSort({ field: column.sort as string, order: active && sort.order === 'ASC' ? 'DESC' : 'ASC' })
          }
        >
          {column.label}
        </TableSortLabel>
      )}
    </TableCell>
  );
};

const Cards = <R extends { id: string }>({ columns, to }: TableProps<R>) => {
  const { data = [] } = useListContext<R>();
  const link = useRowLink(to);
  const part = (kind: NonNullable<Column<R>['card']>) => columns.filter((column) => column.card === kind);
  const lines = columns.filter((column) => column.card === undefined);
  return (
    <Box>
      {data.map((row, index) => (
        <Box key={row.id} {...link(row)}>
          <Box sx={{ p: 2, borderBottom: '1px solid', borderColor: 'divider' }}>
            <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 1, mb: 0.5 }}>
              <Box sx={{ fontWeight: 650, minWidth: 0, overflowWrap: 'anywhere' }}>
                {part('title').map((column) => (
                  <Box key={column.key}>{column.render(row, index)}</Box>
                ))}
              </Box>
              <Box sx={{ flexShrink: 0, maxWidth: '55%' }}>
                {part('corner').map((column) => (
                  <Box key={column.key}>{column.render(row, index)}</Box>
                ))}
              </Box>
            </Box>
            {part('subtitle').map((column) => (
              <Typography key={column.key} component="div" variant="body2" sx={{ color: 'text.secondary' }}>
                {column.render(row, index)}
              </Typography>
            ))}
            {lines.map((column) => (
              <Box key={column.key} sx={{ display: 'flex', gap: 1, mt: 0.5, fontSize: '0.9rem' }}>
                <Box
                  sx={{ color: 'text.secondary', width: 118, flexShrink: 0, fontSize: '0.75rem', pt: 0.3 }}
                >
                  {column.label}
                </Box>
                <Box sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>{column.render(row, index)}</Box>
              </Box>
            ))}
            {part('bare').map((column) => (
              <Box key={column.key} sx={{ mt: 1 }}>
                {column.render(row, index)}
              </Box>
            ))}
          </Box>
        </Box>
      ))}
    </Box>
  );
};

/** The rows of the list around it: a table, or cards where a table would not fit. */
export const ResourceTable = <R extends { id: string }>(props: TableProps<R>) => {
  const { data = [] } = useListContext<R>();
  const narrow = useMediaQuery<Theme>((theme) => theme.breakpoints.down('md'), { noSsr: true });
  const link = useRowLink(props.to);
  if (narrow) return <Cards {...props} />;
  return (
    <TableContainer>
      <Table size="small">
        <TableHead>
          <TableRow>
            {props.columns.map((column) => (
              <HeadCell key={column.key} column={column} />
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {data.map((row, index) => (
            <TableRow key={row.id} hover {...link(row)}>
              {props.columns.map((column) => (
                <TableCell key={column.key} align={column.align ?? 'left'} sx={{ py: 1.1 }}>
                  {column.render(row, index)}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
};
