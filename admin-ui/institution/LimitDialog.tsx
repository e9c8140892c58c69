import { TextField } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import type { Institution } from '#contract/institutions/schemas';
import { ActDialog } from '../common/ActDialog.tsx';
import { call } from '../data/call.ts';
import { useT } from '../i18n/texts.ts';
import { readQuantity } from '../products/quantity.ts';

/** Sets the limit in rupiah; an empty field means that nobody has to release anything. */
export const LimitDialog = ({ institution, onClose }: { institution: Institution; onClose: () => void }) => {
  const t = useT();
  const notify = useNotify();
  const client = useQueryClient();
  const [typed, setTyped] = useState(String(institution.approvalAbove ?? ''));
  const [wrong, setWrong] = useState(false);
  const { institution: texts, common } = t.console;
  const amount = typed.trim() === '' ? null : readQuantity(typed);
  const save = async () => {
    const changed = await call('institution.limit', { body: { approvalAbove: amount } });
    client.setQueryData(['institution'], changed);
    notify(texts.limitSaved, { type: 'success' });
  };
  const check = () => {
    const bad = typed.trim() !== '' && amount === null;
    setWrong(bad);
    return !bad;
  };
  return (
    <ActDialog
      title={texts.limit}
      text={texts.limitHelp}
      yes={common.save}
      check={check}
      onYes={save}
      onClose={onClose}
    >
      <TextField
        fullWidth
        autoFocus
        sx={{ mt: 1 }}
        label={texts.limitField}
        value={typed}
        error={wrong}
        helperText={wrong ? texts.limitWrong : undefined}
        slotProps={{ htmlInput: { inputMode: 'numeric', maxLength: 20 } }}
        onChange={(event) => setTyped(event.target.value)}
      />
    </ActDialog>
  );
};
