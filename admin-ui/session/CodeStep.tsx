import { Alert, Button, Stack, Typography } from '@mui/material';
import { type FormEvent, useState } from 'react';
import { useT } from '../i18n/texts.ts';
import { CodeField } from './CodeField.tsx';
import type { SignInSteps } from './useSignIn.ts';

/** The second step of signing in. */
export const CodeStep = ({ steps }: { steps: SignInSteps }) => {
  const t = useT();
  const { signIn } = t.accountPages;
  const [code, setCode] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // It may lie in a dialog over other forms: what is sent here is not theirs.
    event.stopPropagation();
    void steps.giveCode(code);
  };
  return (
    <Stack component="form" spacing={2} onSubmit={submit}>
      <Typography variant="h2">{signIn.title}</Typography>
      {steps.problem ? <Alert severity="error">{steps.problem}</Alert> : null}
      <Typography variant="body2">{signIn.help}</Typography>
      <CodeField value={code} onChange={setCode} />
      <Button type="submit" variant="contained" size="large" disabled={steps.pending || code.trim() === ''}>
        {steps.pending ? t.console.login.submitting : signIn.submit}
      </Button>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {signIn.lost}
      </Typography>
      <Button size="small" onClick={steps.back} sx={{ alignSelf: 'flex-start' }}>
        {signIn.back}
      </Button>
    </Stack>
  );
};
