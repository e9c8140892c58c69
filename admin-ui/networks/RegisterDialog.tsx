import { Alert, Stack, TextField } from '@mui/material';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { fill } from '#contract/i18n/index';
import { ActDialog } from '../common/ActDialog.tsx';
import { call } from '../data/call.ts';
import { fieldSentence } from '../data/problems.ts';
import { useT } from '../i18n/texts.ts';

/** Registers an address or network; it opens once somebody else has approved it. */
export const RegisterDialog = ({ onClose }: { onClose: () => void }) => {
  const t = useT();
  const { networks } = t.terminalPages;
  const notify = useNotify();
  const client = useQueryClient();
  const [cidr, setCidr] = useState('');
  const [label, setLabel] = useState('');
  const [checked, setChecked] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const here = useQuery({
    queryKey: ['terminals', 'own'],
    queryFn: ({ signal }) => call('terminals.own', { signal }),
  });
  const wrong = {
    cidr: cidr.trim() === '' ? t.console.common.required : fieldSentence(problem, 'cidr'),
    label: label.trim().length < 2 ? t.console.common.required : fieldSentence(problem, 'label'),
  };
  const check = () => {
    setChecked(true);
    setProblem(null);
    return cidr.trim() !== '' && label.trim().length >= 2;
  };
  const save = async () => {
    const body = { cidr: cidr.trim(), label: label.trim() };
    const made = await call('networks.register', { body }).catch((error: unknown) => {
      setProblem(error);
      throw error;
    });
    notify(fill(networks.registered, { cidr: made.cidr }), { type: 'success' });
    void client.invalidateQueries({ queryKey: ['networks'] });
  };
  const { address } = here.data ?? {};
  return (
    <ActDialog
      title={networks.register}
      text={networks.registerText}
      yes={networks.register}
      check={check}
      onYes={save}
      onClose={onClose}
    >
      <Stack spacing={2} sx={{ mt: 1 }}>
        {address ? <Alert severity="info">{fill(networks.yourAddress, { address })}</Alert> : null}
        <TextField
          label={networks.field}
          value={cidr}
          error={checked && wrong.cidr !== null}
          helperText={(checked ? wrong.cidr : null) ?? networks.fieldHelp}
          slotProps={{ htmlInput: { maxLength: 60, autoCapitalize: 'off', spellCheck: false } }}
          onChange={(event) => setCidr(event.target.value)}
        />
        <TextField
          label={networks.label}
          value={label}
          error={checked && wrong.label !== null}
          helperText={(checked ? wrong.label : null) ?? networks.labelHelp}
          slotProps={{ htmlInput: { maxLength: 100 } }}
          onChange={(event) => setLabel(event.target.value)}
        />
      </Stack>
    </ActDialog>
  );
};
