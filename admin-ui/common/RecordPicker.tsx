import { Autocomplete, TextField } from '@mui/material';
import { useEffect, useState } from 'react';
import { useGetList, useGetOne } from 'react-admin';

const pauseMs = 300;

interface RecordPickerProps {
  readonly label: string;
  readonly value: string | null;
  readonly onChange: (id: string | null) => void;
  readonly error?: string | null;
  /** Which records are offered at all. */
  readonly filter?: Readonly<Record<string, unknown>>;
  /** A record that may not be chosen, such as the office that a request stands at. */
  readonly without?: string;
}

interface Named {
  readonly id: string;
  readonly name: string;
}

/** What a person has typed, once he pauses. */
export function usePausedText(): [string, (text: string) => void] {
  const [typed, setTyped] = useState('');
  const [words, setWords] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setWords(typed.trim()), pauseMs);
    return () => clearTimeout(timer);
  }, [typed]);
  return [words, setTyped];
}

/** Finds a record that has a name, by part of the name or code. */
export const RecordPicker = ({ resource, ...props }: RecordPickerProps & { readonly resource: string }) => {
  const [words, setTyped] = usePausedText();
  const [picked, setPicked] = useState<Named | null>(null);
  const known = picked !== null && picked.id === props.value;
  // A value that came from outside, such as a filter in the address, still has to get its name.
  const named = useGetOne<Named>(
    resource,
    { id: props.value ?? '' },
    { enabled: props.value !== null && !known },
  );
  const chosen = props.value === null ? null : known ? picked : (named.data ?? null);
  const q = chosen && words === chosen.name ? '' : words;
  const { data = [], isFetching } = useGetList<Named>(resource, {
    pagination: { page: 1, perPage: 25 },
    sort: { field: 'name', order: 'ASC' },
    filter: { ...props.filter, ...(q ? { q } : {}) },
  });
  return (
    <Autocomplete
      options={data.filter(({ id }) => id !== props.without)}
      value={chosen}
      loading={isFetching}
      filterOptions={(options) => options}
      getOptionLabel={(record) => record.name}
      isOptionEqualToValue={(a, b) => a.id === b.id}
      onInputChange={(_, text) => setTyped(text)}
      onChange={(_, record) => {
        setPicked(record);
        props.onChange(record?.id ?? null);
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

/** Finds an institution. */
export const InstitutionPicker = (props: RecordPickerProps) => (
  <RecordPicker resource="institutions" {...props} />
);

const openOnly = { active: true };

/** Finds an office that is open; with a `filter` of its own also others. */
export const OfficePicker = (props: RecordPickerProps) => (
  <RecordPicker resource="offices" filter={openOnly} {...props} />
);
