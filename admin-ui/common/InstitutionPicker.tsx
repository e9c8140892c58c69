import { Autocomplete, TextField } from '@mui/material';
import { useEffect, useState } from 'react';
import { useGetList, useGetOne } from 'react-admin';
import type { Institution } from '#contract/institutions/schemas';

const pauseMs = 300;

interface InstitutionPickerProps {
  readonly label: string;
  readonly value: string | null;
  readonly onChange: (id: string | null) => void;
  readonly error?: string | null;
}

/** Finds an institution by part of its name or code. */
export const InstitutionPicker = (props: InstitutionPickerProps) => {
  const [typed, setTyped] = useState('');
  const [words, setWords] = useState('');
  const [picked, setPicked] = useState<Institution | null>(null);
  const known = picked !== null && picked.id === props.value;
  // A value that came from outside, such as a filter in the address, still has to get its name.
  const named = useGetOne<Institution>(
    'institutions',
    { id: props.value ?? '' },
    { enabled: props.value !== null && !known },
  );
  const chosen = props.value === null ? null : known ? picked : (named.data ?? null);
  useEffect(() => {
    const timer = setTimeout(() => setWords(typed.trim()), pauseMs);
    return () => clearTimeout(timer);
  }, [typed]);
  const q = chosen && words === chosen.name ? '' : words;
  const { data = [], isFetching } = useGetList<Institution>('institutions', {
    pagination: { page: 1, perPage: 25 },
    sort: { field: 'name', order: 'ASC' },
    filter: q ? { q } : {},
  });
  return (
    <Autocomplete
      options={data}
      value={chosen}
      loading={isFetching}
      filterOptions={(options) => options}
      getOptionLabel={(institution) => institution.name}
      isOptionEqualToValue={(a, b) => a.id === b.id}
      onInputChange={(_, text) => setTyped(text)}
      onChange={(_, institution) => {
        setPicked(institution);
        props.onChange(institution?.id ?? null);
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
