import { Button, MenuItem, Stack, TextField } from '@mui/material';
import type { ReactNode } from 'react';
import { useListContext } from 'react-admin';
import { useT } from '../i18n/texts.ts';

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
