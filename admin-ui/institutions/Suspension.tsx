import { Button, TextField } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import type { Institution } from '#contract/institutions/schemas';
import { ActDialog } from '../common/ActDialog.tsx';
import { call } from '../data/call.ts';
import { useT } from '../i18n/texts.ts';

const shortestLetter = 3;

/** Suspends an institution's access, by a letter, or opens it again; with a note. */
export const Suspension = ({ institution }: { institution: Institution }) => {
  const t = useT().console.institutions;
  const notify = useNotify();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const [letterNumber, setLetterNumber] = useState('');
  const [letterMissing, setLetterMissing] = useState(false);
  const { suspended } = institution;
  const save = async (note: string | undefined) => {
    const body = { suspended: !suspended, note: note ?? '', letterNumber: suspended ? '' : letterNumber };
    await call('institutions.suspend', { params: { id: institution.id }, body });
    notify(t.suspensionSaved, { type: 'success' });
    void client.invalidateQueries({ queryKey: ['institutions'] });
  };
  const check = (): boolean => {
    const missing = !suspended && letterNumber.trim().length < shortestLetter;
    setLetterMissing(missing);
    return !missing;
  };
  return (
    <>
      <Button variant="outlined" color={suspended ? 'primary' : 'error'} onClick={() => setAsking(true)}>
        {suspended ? t.reopen : t.suspend}
      </Button>
      {asking ? (
        <ActDialog
          title={suspended ? t.reopenTitle : t.suspendTitle}
          text={suspended ? t.reopenText : t.suspendText}
          note="required"
          yes={suspended ? t.reopen : t.suspend}
          danger={!suspended}
          check={check}
          onYes={save}
          onClose={() => setAsking(false)}
        >
          {suspended ? null : (
            <TextField
              fullWidth
              required
              autoFocus
              label={t.letterNumber}
              value={letterNumber}
              error={letterMissing}
              helperText={letterMissing ? t.letterMissing : t.letterHelp}
              onChange={(event) => setLetterNumber(event.target.value)}
              slotProps={{ htmlInput: { maxLength: 100 } }}
            />
          )}
        </ActDialog>
      ) : null}
    </>
  );
};
