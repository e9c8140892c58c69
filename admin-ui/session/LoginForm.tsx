import { Alert, Button, Stack, TextField, Typography } from '@mui/material';
import { type FormEvent, lazy, Suspense, useState } from 'react';
import { useT } from '../i18n/texts.ts';
import { CodeStep } from './CodeStep.tsx';
import type { SignInSteps } from './useSignIn.ts';

const ForgotDialog = lazy(() =>
  import('./ForgotDialog.tsx').then((module) => ({ default: module.ForgotDialog })),
);

/** Password, and for who has set it up the code after it. */
export const LoginForm = ({ steps }: { steps: SignInSteps }) => {
  const t = useT();
  const { signIn, pending, problem, step } = steps;
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [forgot, setForgot] = useState(false);
  if (step === 'code') return <CodeStep steps={steps} />;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void signIn(email.trim(), password);
  };
  return (
    <Stack component="form" spacing={2} onSubmit={submit}>
      <Typography variant="h2">{t.console.login.title}</Typography>
      {problem ? <Alert severity="error">{problem}</Alert> : null}
      <TextField
        label={t.console.login.email}
        type="email"
        name="email"
        autoComplete="username"
        autoFocus
        required
        value={email}
        onChange={(event) => setEmail(event.target.value)}
      />
      <TextField
        label={t.console.login.password}
        type="password"
        name="password"
        autoComplete="current-password"
        required
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <Button type="submit" variant="contained" size="large" disabled={pending}>
        {pending ? t.console.login.submitting : t.console.login.submit}
      </Button>
      <Button size="small" onClick={() => setForgot(true)} sx={{ alignSelf: 'flex-start' }}>
        {t.console.login.forgot}
      </Button>
      <Suspense fallback={null}>
        {forgot ? <ForgotDialog email={email} onClose={() => setForgot(false)} /> : null}
      </Suspense>
    </Stack>
  );
};
