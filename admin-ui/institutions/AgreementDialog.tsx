import { Stack, TextField } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import type { Institution } from '#contract/institutions/schemas';
import { ActDialog } from '../common/ActDialog.tsx';
import { call } from '../data/call.ts';
import { useT } from '../i18n/texts.ts';

/** Records a PKS: its number and its first and last day. */
export const AgreementDialog = ({
  institution,
  onClose,
}: {
  institution: Institution;
  onClose: () => void;
}) => {
  const t = useT();
  const notify = useNotify();
  const client = useQueryClient();
  const [values, setValues] = useState({ number: '', startsOn: '', endsOn: '' });
  const [checked, setChecked] = useState(false);
  const { institutions: texts, common } = t.console;
  const problems = {
    number: values.number.trim().length < 2 ? common.required : null,
    startsOn: values.startsOn ? null : common.required,
    endsOn: !values.endsOn
      ? common.required
      : values.startsOn && values.endsOn < values.startsOn
        ? texts.endsBeforeStart
        : null,
  };
  const save = async () => {
    await call('agreements.create', { params: { id: institution.id }, body: values });
    notify(texts.pksSaved, { type: 'success' });
    void client.invalidateQueries({ queryKey: ['institutions'] });
  };
  const check = () => {
    setChecked(true);
    return Object.values(problems).every((problem) => problem === null);
  };
  const field = (name: keyof typeof values, label: string, type: 'text' | 'date') => (
    <TextField
      label={label}
      type={type}
      value={values[name]}
      error={checked && problems[name] !== null}
      helperText={checked ? problems[name] : undefined}
      onChange={(event) => setValues({ ...values, [name]: event.target.value })}
      {...(type === 'date' ? { slotProps: { inputLabel: { shrink: true } } } : {})}
    />
  );
  return (
    <ActDialog title={texts.pksAdd} yes={common.save} check={check} onYes={save} onClose={onClose}>
      <Stack spacing={2} sx={{ mt: 1 }}>
        {field('number', texts.pksNumber, 'text')}
        {field('startsOn', texts.startsOn, 'date')}
        {field('endsOn', texts.endsOn, 'date')}
      </Stack>
    </ActDialog>
  );
};
