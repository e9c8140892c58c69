import {
  Table,
  TableBody,
  TableCell,
  TableContainer,
  TableHead,
  TableRow,
  TableSortLabel,
  useMediaQuery,
} from '@mui/material';
import type { Theme } from '@mui/material/styles';
import { useListContext } from 'react-admin';
import { ResourceCards } from './ResourceCards.tsx';
import { HoldRowsContext, useHeldLayout } from './row-hold.ts';
import { type Column, type TableProps, useRowLink } from './table-columns.ts';

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
        (column.head?.() ?? column.label)
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

/** The rows of the list around it: a table, or cards where a table would not fit. */
export const ResourceTable = <R extends { id: string }>(props: TableProps<R>) => {
  const small = useMediaQuery<Theme>((theme) => theme.breakpoints.down('md'), { noSsr: true });
  const { narrow, hold } = useHeldLayout(small);
  return (
    <HoldRowsContext.Provider value={hold}>
      {narrow ? <ResourceCards {...props} /> : <Rows {...props} />}
    </HoldRowsContext.Provider>
  );
};

const Rows = <R extends { id: string }>(props: TableProps<R>) => {
  const { data = [] } = useListContext<R>();
  const link = useRowLink(props.to);
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
