import PreviousIcon from '@mui/icons-material/ChevronLeft';
import NextIcon from '@mui/icons-material/ChevronRight';
import { IconButton, MenuItem, Stack, TextField, Typography } from '@mui/material';
import { useListContext } from 'react-admin';
import { fill } from '#contract/i18n/index';
import { formatCount } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';

const sizes = [10, 25, 50, 100];

/** `1–25 dari 1.234`, or "dari lebih dari 10.000" where counting stops; further pages still open. */
export const PagesFooter = () => {
  const t = useT().console.common;
  const { page, perPage, setPage, setPerPage, total = 0, data, hasNextPage, meta } = useListContext();
  const from = (page - 1) * perPage + 1;
  const to = from + (data?.length ?? 0) - 1;
  const capped = meta?.capped === true;
  const range = fill(capped ? t.rangeCapped : t.range, {
    from: formatCount(from),
    to: formatCount(to),
    total: formatCount(capped ? Number(meta?.counted) : total),
  });
  return (
    <Stack
      direction="row"
      spacing={1}
      sx={{ alignItems: 'center', justifyContent: 'flex-end', px: 1.5, py: 1, flexWrap: 'wrap' }}
    >
      <Typography variant="body2" sx={{ color: 'text.secondary', display: { xs: 'none', sm: 'block' } }}>
        {t.rowsPerPage}
      </Typography>
      <TextField
        select
        variant="standard"
        value={sizes.includes(perPage) ? perPage : 25}
        onChange={(event) => setPerPage(Number(event.target.value))}
        slotProps={{ htmlInput: { 'aria-label': t.rowsPerPage } }}
        sx={{ display: { xs: 'none', sm: 'inline-flex' }, '& .MuiInputBase-input': { fontSize: '0.88rem' } }}
      >
        {sizes.map((size) => (
          <MenuItem key={size} value={size}>
            {size}
          </MenuItem>
        ))}
      </TextField>
      <Typography variant="body2" sx={{ px: 1 }}>
        {range}
      </Typography>
      <IconButton aria-label={t.previous} disabled={page <= 1} onClick={() => setPage(page - 1)}>
        <PreviousIcon />
      </IconButton>
      <IconButton aria-label={t.next} disabled={!hasNextPage} onClick={() => setPage(page + 1)}>
        <NextIcon />
      </IconButton>
    </Stack>
  );
};
