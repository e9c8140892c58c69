import ClearIcon from '@mui/icons-material/Close';
import SearchIcon from '@mui/icons-material/Search';
import { Button, IconButton, InputAdornment, MenuItem, Stack, TextField } from '@mui/material';
import { type ReactNode, useEffect, useState } from 'react';
import { useListContext } from 'react-admin';
import { useT } from '../i18n/texts.ts';

const pauseMs = 350;

/** Sets one filter of the list around it and goes back to the first page; an empty value takes it away. */
export function useFilter<T>(name: string): [T | undefined, (value: T | undefined) => void] {
  const { filterValues, setFilters, displayedFilters } = useListContext();
  const set = (value: T | undefined) => {
    const { [name]: _, ...others } = filterValues ?? {};
    const empty = value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
    setFilters(empty ? others : { ...others, [name]: value }, displayedFilters);
  };
  return [filterValues?.[name] as T | undefined, set];
}

/** Searches while typing, after a short pause. */
export const SearchField = (props: { label: string; name?: string }) => {
  const t = useT();
  const [value = '', setValue] = useFilter<string>(props.name ?? 'q');
  // What is typed counts while the filter is what it was then, or has become it; a filter cleared elsewhere wins.
  const [draft, setDraft] = useState({ text: value, over: value });
  const typed = value === draft.over || value === draft.text.trim() ? draft.text : value;
  const setTyped = (text: string) => setDraft({ text, over: value });
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is typed starts a search
  useEffect(() => {
    if (typed.trim() === value) return;
    const timer = setTimeout(() => setValue(typed.trim() || undefined), pauseMs);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <TextField
      type="search"
      placeholder={props.label}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      sx={{
        '& input::-webkit-search-cancel-button': { display: 'none' },
        width: { xs: '100%', sm: 360 },
        backgroundColor: 'background.paper',
        borderRadius: 1,
      }}
      slotProps={{
        htmlInput: { 'aria-label': props.label, maxLength: 60 },
        input: {
          startAdornment: (
            <InputAdornment position="start">
              <SearchIcon fontSize="small" />
            </InputAdornment>
          ),
          endAdornment: typed ? (
            <InputAdornment position="end">
              <IconButton
                size="small"
                aria-label={t.console.common.clearFilters}
                onClick={() => setTyped('')}
              >
                <ClearIcon fontSize="small" />
              </IconButton>
            </InputAdornment>
          ) : null,
        },
      }}
    />
  );
};

export interface Choice {
  readonly id: string;
  readonly name: string;
}

/** One of a short list, or all. */
export const ChoiceFilter = (props: { name: string; label: string; choices: readonly Choice[] }) => {
  const t = useT();
  const [value = '', setValue] = useFilter<string>(props.name);
  return (
    <TextField
      select
      label={props.label}
      value={value}
      onChange={(event) => setValue(event.target.value || undefined)}
      sx={{ minWidth: 190, backgroundColor: 'background.paper' }}
      slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}
    >
      <MenuItem value="">{t.console.common.all}</MenuItem>
      {props.choices.map((choice) => (
        <MenuItem key={choice.id} value={choice.id}>
          {choice.name}
        </MenuItem>
      ))}
    </TextField>
  );
};

/** A calendar day (WIB). */
export const DayFilter = (props: { name: string; label: string }) => {
  const [value = '', setValue] = useFilter<string>(props.name);
  return (
    <TextField
      type="date"
      label={props.label}
      value={value}
      onChange={(event) => setValue(event.target.value || undefined)}
      sx={{ backgroundColor: 'background.paper' }}
      slotProps={{ inputLabel: { shrink: true } }}
    />
  );
};

/** Filters in a row that wraps, with one button that takes them all away. */
export const FilterRow = ({ children }: { children: ReactNode }) => {
  const t = useT();
  const { filterValues, setFilters } = useListContext();
  const any = Object.keys(filterValues ?? {}).length > 0;
  return (
    <Stack direction="row" sx={{ flexWrap: 'wrap', gap: 1.25, alignItems: 'center' }}>
      {children}
      {any ? (
        <Button size="small" onClick={() => setFilters({}, {})}>
          {t.console.common.clearFilters}
        </Button>
      ) : null}
    </Stack>
  );
};
