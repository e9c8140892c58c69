import { Stack, TextField } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { fill } from '#contract/i18n/index';
import { ActDialog } from '../common/ActDialog.tsx';
import { call } from '../data/call.ts';
import { useT } from '../i18n/texts.ts';

/** Makes the browser that is open known as a device of the institution. */
export const RegisterDialog = ({ onClose }: { onClose: () => void }) => {
  const t = useT();
  const { terminals, branch: branchLabel, branchHelp } = t.terminalPages;
  const notify = useNotify();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [branch, setBranch] = useState('');
  const [checked, setChecked] = useState(false);
  const missing = name.trim().length < 2;
  const check = () => {
    setChecked(true);
    return !missing;
  };
  const save = async () => {
    await call('terminals.register', { body: { name: name.trim(), branch: branch.trim() } });
    notify(fill(terminals.registered, { name: name.trim() }), { type: 'success' });
    void client.invalidateQueries({ queryKey: ['terminals'] });
  };
  return (
    <ActDialog
      title={terminals.register}
      text={terminals.registerText}
      yes={terminals.register}
      check={check}
      onYes={save}
      onClose={onClose}
    >
      <Stack spacing={2} sx={{ mt: 1 }}>
        <TextField
          autoFocus
          label={terminals.name}
          value={name}
          error={checked && missing}
          helperText={checked && missing ? t.console.common.required : terminals.nameHelp}
          slotProps={{ htmlInput: { maxLength: 100 } }}
          onChange={(event) => setName(event.target.value)}
        />
        <TextField
          label={branchLabel}
          value={branch}
          helperText={branchHelp}
          slotProps={{ htmlInput: { maxLength: 100 } }}
          onChange={(event) => setBranch(event.target.value)}
        />
      </Stack>
    </ActDialog>
  );
};
