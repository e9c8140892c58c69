import { MenuItem, TextField, Typography } from '@mui/material';
import type { ComparableElement } from '#contract/metering/person';
import { useT } from '../i18n/texts.ts';
import type { SaidForm } from './form.ts';
import { type FieldsProps, Two } from './WhomFields.tsx';

/** As the registry spells them. */
const sexes = ['LAKI-LAKI', 'PEREMPUAN'] as const;
const numbers: ReadonlySet<string> = new Set([
  'noKk',
  'noRt',
  'noRw',
  'noProp',
  'noKab',
  'noKec',
  'noKel',
] satisfies ComparableElement[]);

interface FieldProps {
  readonly element: ComparableElement;
  readonly value: string;
  readonly refused: string | null;
  readonly onChange: (text: string) => void;
}

/** One element as the document says it: a day, a choice, a number or a text. */
const SaidField = ({ element, value, refused, onChange }: FieldProps) => {
  const label = useT().portal.elements[element];
  const isDay = element === 'tanggalLahir';
  const isSex = element === 'jenisKelamin';
  return (
    <TextField
      fullWidth
      select={isSex}
      label={label}
      value={value}
      error={refused !== null}
      helperText={refused}
      {...(isDay ? { type: 'date' } : {})}
      onChange={(event) => onChange(event.target.value)}
      slotProps={{
        ...(isDay ? { inputLabel: { shrink: true } } : {}),
        htmlInput: isSex
          ? {}
          : {
              maxLength: 200,
              autoComplete: 'off',
              spellCheck: false,
              ...(numbers.has(element) ? { inputMode: 'numeric' } : {}),
            },
      }}
    >
      {isSex
        ? ['', ...sexes].map((sex) => (
            <MenuItem key={sex} value={sex}>
              {sex === '' ? '–' : sex}
            </MenuItem>
          ))
        : null}
    </TextField>
  );
};

interface Props extends FieldsProps {
  readonly elements: readonly ComparableElement[];
  readonly form: SaidForm;
  readonly onChange: (form: SaidForm) => void;
}

/** What a document says of the person, and how like it must be. */
export const SaidFields = ({ elements, form, wrong, refused, onChange }: Props) => {
  const t = useT();
  const { search } = t.portal;
  return (
    <>
      <Two>
        {elements.map((element) => (
          <SaidField
            key={element}
            element={element}
            value={form.said[element] ?? ''}
            refused={refused(`elements.${element}`)}
            onChange={(text) => onChange({ ...form, said: { ...form.said, [element]: text } })}
          />
        ))}
        <TextField
          fullWidth
          select
          label={search.threshold}
          value={form.threshold}
          helperText={search.thresholdHelp}
          onChange={(event) => onChange({ ...form, threshold: Number(event.target.value) })}
        >
          {[100, 95, 90, 85, 80, 75, 70].map((percent) => (
            <MenuItem key={percent} value={percent}>
              {percent}
            </MenuItem>
          ))}
        </TextField>
      </Two>
      {wrong.elements ? (
        <Typography role="alert" variant="body2" sx={{ color: 'error.main', mt: 1 }}>
          {t.fieldErrors[wrong.elements]}
        </Typography>
      ) : null}
    </>
  );
};
