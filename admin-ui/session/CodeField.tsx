import { Button, TextField } from '@mui/material';
import { useState } from 'react';
import { useT } from '../i18n/texts.ts';

interface CodeFieldProps {
  readonly value: string;
  readonly onChange: (code: string) => void;
  readonly error?: string | null;
}

/** Six digits of the app. Phones offer them from a message and show a keyboard of figures. */
export const AppCodeField = ({ value, onChange, error }: CodeFieldProps) => {
  const t = useT();
  return (
    <TextField
      fullWidth
      required
      autoFocus
      name="code"
      autoComplete="one-time-code"
      label={t.accountPages.code}
      value={value}
      error={Boolean(error)}
      helperText={error}
      slotProps={{ htmlInput: { inputMode: 'numeric', maxLength: 7, pattern: '[0-9 ]{6,7}' } }}
      onChange={(event) => onChange(event.target.value)}
    />
  );
};

/** The app's code, and for who has no phone at hand a backup code in its place. */
export const CodeField = ({ value, onChange }: CodeFieldProps) => {
  const { backupCode, signIn } = useT().accountPages;
  const [backup, setBackup] = useState(false);
  return (
    <>
      {backup ? (
        <TextField
          fullWidth
          required
          autoFocus
          name="backup-code"
          autoComplete="off"
          label={backupCode}
          value={value}
          slotProps={{ htmlInput: { maxLength: 60, spellCheck: false } }}
          onChange={(event) => onChange(event.target.value)}
        />
      ) : (
        <AppCodeField value={value} onChange={onChange} />
      )}
      <Button
        size="small"
        sx={{ alignSelf: 'flex-start' }}
        onClick={() => {
          setBackup(!backup);
          onChange('');
        }}
      >
        {backup ? signIn.useApp : signIn.useBackup}
      </Button>
    </>
  );
};
