import ClearIcon from '@mui/icons-material/Close';
import SearchIcon from '@mui/icons-material/Search';
import { IconButton, InputAdornment, TextField } from '@mui/material';
import { useEffect, useState } from 'react';
import { useT } from '../i18n/texts.ts';
import { useFilter } from './filters.tsx';

const pauseMs = 350;

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
        // A long hint is not cut.
        width: { xs: '100%', sm: props.label.length > 40 ? 460 : 360 },
        backgroundColor: 'background.paper',
        borderRadius: 1,
      }}
      slotProps={{
        htmlInput: { 'aria-label': props.label, title: props.label, maxLength: 60 },
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
