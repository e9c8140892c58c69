import { Box, Stack, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useEffect } from 'react';

/** Title of a page, one sentence of help, and what can be done with the whole page. */
export const PageHead = (props: { title: string; help?: string | undefined; children?: ReactNode }) => {
  useEffect(() => {
    document.title = `${props.title} · Loket Dukcapil`;
  }, [props.title]);
  return (
    <Stack
      direction={{ xs: 'column', sm: 'row' }}
      spacing={1.5}
      sx={{ mb: 2, alignItems: { sm: 'flex-end' }, justifyContent: 'space-between' }}
    >
      <Box sx={{ minWidth: 0 }}>
        <Typography variant="h1">{props.title}</Typography>
        {props.help ? (
          <Typography variant="body2" sx={{ color: 'text.secondary', mt: 0.5, maxWidth: 760 }}>
            {props.help}
          </Typography>
        ) : null}
      </Box>
      <Stack direction="row" spacing={1} sx={{ flexShrink: 0, flexWrap: 'wrap', alignItems: 'center' }}>
        {props.children}
      </Stack>
    </Stack>
  );
};
