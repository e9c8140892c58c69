import { Autocomplete, TextField } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import type { Province } from '#contract/offices/schemas';
import { call } from '../data/call.ts';
import { useT } from '../i18n/texts.ts';

interface RegionPickerProps {
  readonly label: string;
  /** Four digits; null for none. */
  readonly value: string | null;
  readonly onChange: (code: string | null) => void;
  readonly error?: string | null | undefined;
  readonly help?: string;
  /** Regions that come first, under this name. */
  readonly first?: { readonly name: string; readonly codes: readonly string[] } | undefined;
}

interface RegionOption {
  readonly code: string;
  readonly name: string;
  readonly group: string;
}

const optionsOf = (provinces: readonly Province[], first: RegionPickerProps['first']): RegionOption[] => {
  const all = provinces.flatMap(({ name: group, regions }) =>
    regions.map(({ code, name }) => ({ code, name, group })),
  );
  const isFirst = ({ code }: RegionOption) => first?.codes.includes(code) === true;
  return [
    ...all.filter(isFirst).map((option) => ({ ...option, group: first?.name ?? option.group })),
    ...all.filter((option) => !isFirst(option)),
  ];
};

/** Every kabupaten and kota by province; typing part of a name finds one. Asked once and kept. */
export const RegionPicker = (props: RegionPickerProps) => {
  const t = useT();
  const { data: provinces = [], isFetching } = useQuery({
    queryKey: ['regions'],
    queryFn: ({ signal }) => call('regions.public', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const options = optionsOf(provinces, props.first);
  return (
    <Autocomplete
      options={options}
      value={options.find(({ code }) => code === props.value) ?? null}
      loading={isFetching}
      loadingText={t.console.common.loading}
      groupBy={(option) => option.group}
      getOptionLabel={(option) => option.name}
      getOptionKey={(option) => option.code}
      isOptionEqualToValue={(a, b) => a.code === b.code}
      onChange={(_, option) => props.onChange(option?.code ?? null)}
      renderInput={(params) => (
        <TextField
          {...params}
          label={props.label}
          error={Boolean(props.error)}
          helperText={props.error ?? props.help}
        />
      )}
    />
  );
};
