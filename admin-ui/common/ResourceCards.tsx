import { Box, Typography } from '@mui/material';
import { useListContext } from 'react-admin';
import { type Column, type TableProps, useRowLink } from './table-columns.ts';

/** The rows as cards, for narrow screens. */
export const ResourceCards = <R extends { id: string }>({ columns, to }: TableProps<R>) => {
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
