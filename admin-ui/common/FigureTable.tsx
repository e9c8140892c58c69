import { Table, TableBody, TableCell, TableContainer, TableHead, TableRow } from '@mui/material';
import type { ReactNode } from 'react';

interface FigureTableProps {
  readonly heads: readonly string[];
  /** The first cell names the row and is its key unless `keys` says another. */
  readonly rows: readonly (readonly ReactNode[])[];
  readonly keys?: readonly string[];
  /** Columns that hold figures: they stand right. */
  readonly figures: readonly number[];
}

/** Figures under their headings. */
export const FigureTable = ({ heads, rows, keys, figures }: FigureTableProps) => {
  const align = (column: number) => (figures.includes(column) ? ('right' as const) : ('left' as const));
  return (
    <TableContainer>
      <Table size="small">
        <TableHead>
          <TableRow>
            {heads.map((head, column) => (
              <TableCell key={head} align={align(column)}>
                {head}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map((cells, row) => (
            <TableRow key={keys?.[row] ?? String(cells[0])}>
              {cells.map((cell, column) => (
                <TableCell
                  key={heads[column]}
                  align={align(column)}
                  sx={figures.includes(column) ? { fontVariantNumeric: 'tabular-nums' } : {}}
                >
                  {cell}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
};
