import SearchIcon from '@mui/icons-material/Search';
import { Box, Button, Chip, InputAdornment, MenuItem, TextField } from '@mui/material';
import { type FormEvent, useState } from 'react';
import { useListContext } from 'react-admin';
import { fill } from '#contract/i18n/index';
import { type LookupKind, lookupKinds } from '#contract/requests/codes';
import { maskNumber } from '#contract/requests/identity';
import { useDo } from '../common/useDo.ts';
import { call } from '../data/call.ts';
import { fieldSentence } from '../data/problems.ts';
import { useT } from '../i18n/texts.ts';
import { lookupOf, readSearch, rememberLookup } from './lookup.ts';

/** What is searched for now, with the way to stop; the number itself is never shown again. */
const SearchedFor = () => {
  const t = useT().requestPages.filter;
  const { filterValues, setFilters } = useListContext();
  const { lookup, code, ...others } = (filterValues ?? {}) as Record<string, unknown>;
  if (typeof lookup !== 'string' && typeof code !== 'string') return null;
  const found = typeof lookup === 'string' ? lookupOf(lookup) : undefined;
  const label =
    typeof code === 'string'
      ? fill(t.byCode, { code })
      : found
        ? fill(t.byNumber, { kind: found.kind === 'NIK' ? t.nik : t.kk, number: found.masked })
        : t.byNumberForgotten;
  return (
    <Chip
      label={label}
      color="primary"
      onDelete={() => setFilters(others, {})}
      slotProps={{ root: { 'aria-label': `${label}. ${t.stop}` } }}
    />
  );
};

/**
 * One field for a code, a NIK or a KK number. A number is sent in a body and answered by a token, so that it stands in
 * no address, no history and no log; the field is emptied.
 */
export const LookupSearch = () => {
  const t = useT().requestPages.filter;
  const { setFilters } = useListContext();
  const { run, pending } = useDo();
  const [typed, setTyped] = useState('');
  const [kind, setKind] = useState<LookupKind>('NIK');
  const [wrong, setWrong] = useState<string | null>(null);
  const sought = readSearch(typed);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (sought.by === 'nothing') return setWrong(t.notSearchable);
    if (sought.by === 'code') {
      setFilters({ code: sought.code }, {});
      return setTyped('');
    }
    const { number } = sought;
    void run(() => call('lookups.create', { body: { kind, number } }), {
      after: ({ token }) => {
        rememberLookup(token, { kind, masked: maskNumber(number) });
        setFilters({ lookup: token }, {});
        setTyped('');
      },
      failed: (error) => {
        const said = fieldSentence(error, 'number');
        setWrong(said);
        return said !== null;
      },
    });
  };
  return (
    <Box
      component="form"
      role="search"
      noValidate
      onSubmit={submit}
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        gap: 1,
        alignItems: 'flex-start',
        width: { xs: '100%', md: 'auto' },
      }}
    >
      <TextField
        placeholder={t.searchHelp}
        value={typed}
        error={wrong !== null}
        helperText={wrong}
        onChange={(event) => {
          setTyped(event.target.value);
          setWrong(null);
        }}
        sx={{
          width: { xs: '100%', sm: 330 },
          '& .MuiInputBase-root': { backgroundColor: 'background.paper' },
        }}
        slotProps={{
          htmlInput: { 'aria-label': t.searchHelp, maxLength: 60, autoComplete: 'off', spellCheck: false },
          input: {
            startAdornment: (
              <InputAdornment position="start">
                <SearchIcon fontSize="small" />
              </InputAdornment>
            ),
          },
        }}
      />
      {sought.by === 'number' ? (
        <TextField
          select
          label={t.kind}
          value={kind}
          onChange={(event) => setKind(event.target.value as LookupKind)}
          sx={{ minWidth: 140, backgroundColor: 'background.paper' }}
        >
          {lookupKinds.map((one) => (
            <MenuItem key={one} value={one}>
              {one === 'NIK' ? t.nik : t.kk}
            </MenuItem>
          ))}
        </TextField>
      ) : null}
      <Button type="submit" variant="outlined" disabled={pending || typed.trim() === ''}>
        {t.search}
      </Button>
      <SearchedFor />
    </Box>
  );
};
