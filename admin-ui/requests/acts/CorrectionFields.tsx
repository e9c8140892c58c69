import { Stack, TextField } from '@mui/material';
import { fill } from '#contract/i18n/index';
import { RegionPicker } from '../../common/RegionPicker.tsx';
import { fieldSentence } from '../../data/problems.ts';
import { useT } from '../../i18n/texts.ts';
import { type Correction, correctionFields } from './correction.ts';

interface CorrectionFieldsProps {
  readonly before: Correction;
  readonly typed: Correction;
  readonly error: unknown;
  readonly onChange: (typed: Correction) => void;
}

/** The fields as they stand; a changed one shows what it was. */
export const CorrectionFields = ({ before, typed, error, onChange }: CorrectionFieldsProps) => {
  const t = useT();
  const { detail, act } = t.requestPages;
  const labels: Readonly<Record<keyof Correction, string>> = {
    namaPemohon: detail.name,
    nik: detail.nik,
    noKk: detail.noKk,
    nomorWa: detail.nomorWa,
    wilayahKk: detail.wilayahKk,
  };
  return (
    <Stack spacing={2} sx={{ mt: 1 }}>
      {correctionFields.map((field) => {
        const wrong = fieldSentence(error, `fields.${field}`);
        if (field === 'wilayahKk') {
          return (
            <RegionPicker
              key={field}
              label={labels[field]}
              value={typed[field]}
              error={wrong}
              onChange={(code) => onChange({ ...typed, wilayahKk: code ?? before.wilayahKk })}
            />
          );
        }
        const changed = typed[field].trim() !== before[field];
        return (
          <TextField
            key={field}
            label={labels[field]}
            value={typed[field]}
            error={wrong !== null}
            helperText={wrong ?? (changed ? fill(act.before, { value: before[field] || '–' }) : undefined)}
            focused={changed || undefined}
            slotProps={{ htmlInput: { maxLength: 100, autoComplete: 'off', spellCheck: false } }}
            onChange={(event) => onChange({ ...typed, [field]: event.target.value })}
          />
        );
      })}
    </Stack>
  );
};
