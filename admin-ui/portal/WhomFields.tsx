import { Box, MenuItem, TextField } from '@mui/material';
import type { ReactNode } from 'react';
import { fill } from '#contract/i18n/index';
import { accessPurposes } from '#contract/metering/codes';
import { Section } from '../common/Facts.tsx';
import { useT } from '../i18n/texts.ts';
import { leastCaseLetters, type WhomForm, type Wrong } from './form.ts';

export const Two = ({ children }: { children: ReactNode }) => (
  <Box
    sx={{
      display: 'grid',
      gap: 2,
      gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'repeat(2, minmax(0, 1fr))' },
    }}
  >
    {children}
  </Box>
);

export interface FieldsProps {
  readonly wrong: Wrong;
  /** The API's sentence at a field. */
  readonly refused: (field: string) => string | null;
}

interface Props extends FieldsProps {
  readonly whom: WhomForm;
  readonly onChange: (change: Partial<WhomForm>) => void;
}

/** Why somebody is looked up, and who. */
export const WhomFields = ({ whom, wrong, refused, onChange }: Props) => {
  const t = useT();
  const words = t.portal.search;
  const sentence = (field: keyof WhomForm): string | null => {
    const code = wrong[field];
    return code ? fill(t.fieldErrors[code], { min: leastCaseLetters }) : refused(field);
  };
  const plain = { autoComplete: 'off', spellCheck: false } as const;
  return (
    <Section title={words.why}>
      <Two>
        <TextField
          select
          fullWidth
          required
          label={words.purpose}
          value={whom.purpose}
          error={sentence('purpose') !== null}
          helperText={sentence('purpose')}
          onChange={(event) => onChange({ purpose: event.target.value as WhomForm['purpose'] })}
        >
          {accessPurposes.map((purpose) => (
            <MenuItem key={purpose} value={purpose}>
              {t.portal.purposes[purpose]}
            </MenuItem>
          ))}
        </TextField>
        <TextField
          fullWidth
          required
          label={words.caseNumber}
          value={whom.caseNumber}
          error={sentence('caseNumber') !== null}
          helperText={sentence('caseNumber') ?? words.caseHelp}
          slotProps={{ htmlInput: { ...plain, maxLength: 64 } }}
          onChange={(event) => onChange({ caseNumber: event.target.value })}
        />
        <TextField
          fullWidth
          required
          label={t.portal.elements.nik}
          value={whom.nik}
          error={sentence('nik') !== null}
          helperText={sentence('nik') ?? words.nikHelp}
          slotProps={{ htmlInput: { ...plain, maxLength: 30, inputMode: 'numeric' } }}
          onChange={(event) => onChange({ nik: event.target.value })}
        />
      </Two>
    </Section>
  );
};
