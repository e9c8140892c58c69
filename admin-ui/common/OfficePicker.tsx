import { Autocomplete, TextField } from '@mui/material';
import { useEffect, useState } from 'react';
import { useGetList, useGetOne } from 'react-admin';
import type { Office } from '#contract/offices/schemas';

const pauseMs = 300;

interface OfficePickerProps {
  readonly label: string;
  readonly value: string | null;
  readonly onChange: (id: string | null) => void;
  /** Only offices that take requests now. */
  readonly open?: boolean;
  /** An office that may not be chosen, such as the one that a request stands at. */
  readonly not?: string;
  readonly error?: string | null;
}

/** Finds an office (Dinas, or the centre's desk) by part of its name or code. */
export const OfficePicker = (props: OfficePickerProps) => {
  const [typed, setTyped] = useState('');
  const [words, setWords] = useState('');
  const [picked, setPicked] = useState<Office | null>(null);
  const known = picked !== null && picked.id === props.value;
  // A value that came from outside, such as a filter in the address, still has to get its name.
  const named = useGetOne<Office>(
    'offices',
    { id: props.value ?? '' },
    { enabled: props.value !== null && !known },
  );
  const chosen = props.value === null ? null : known ? picked : (named.data ?? null);
  useEffect(() => {
    const timer = setTimeout(() => setWords(typed.trim()), pauseMs);
    return () => clearTimeout(timer);
  }, [typed]);
  const q = chosen && words === chosen.name ? '' : words;
  const { data = [], isFetching } = useGetList<Office>('offices', {
    pagination: { page: 1, perPage: 25 },
    sort: { field: 'name', order: 'ASC' },
    filter: { ...(q ? { q } : {}), ...(props.open ? { active: true } : {}) },
  });
  return (
    <Autocomplete
      options={data.filter((office) => office.id !== props.not)}
      value={chosen}
      loading={isFetching}
      filterOptions={(options) => options}
      getOptionLabel={(office) => office.name}
      isOptionEqualToValue={(a, b) => a.id === b.id}
      onInputChange={(_, text) => setTyped(text)}
      onChange={(_, office) => {
        setPicked(office);
        props.onChange(office?.id ?? null);
      }}
      renderInput={(params) => (
        <TextField
          {...params}
          label={props.label}
          error={Boolean(props.error)}
          helperText={props.error ?? undefined}
        />
      )}
    />
  );
};
