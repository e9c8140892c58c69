import { Alert, Button, Stack, TextField, Typography } from '@mui/material';
import { type FormEvent, useState } from 'react';
import { useNotify } from 'react-admin';
import { call } from '../data/call.ts';
import { fieldSentence, sentenceOf } from '../data/problems.ts';
import { useT } from '../i18n/texts.ts';
import { askAppInfo } from './app-info.ts';

const fields = [
  { name: 'token', type: 'text', autoComplete: 'off' },
  { name: 'name', type: 'text', autoComplete: 'name' },
  { name: 'email', type: 'email', autoComplete: 'username' },
  { name: 'password', type: 'password', autoComplete: 'new-password' },
] as const;

/** Makes the first administrator of a production start, once, with the token that the server printed. */
export const SetupForm = () => {
  const t = useT();
  const notify = useNotify();
  const [values, setValues] = useState({ token: '', name: '', email: '', password: '' });
  const [problem, setProblem] = useState<unknown>(null);
  const [pending, setPending] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setPending(true);
    setProblem(null);
    try {
      await call('setup.create', { body: values });
      // The login form first: whoever reads the sentence can go on at once, and types into nothing that is about to go.
      await askAppInfo();
      notify(t.console.setup.done, { type: 'success' });
    } catch (error) {
      setProblem(error);
    } finally {
      setPending(false);
    }
  };
  return (
    <Stack component="form" spacing={2} onSubmit={submit}>
      <Typography variant="h2">{t.console.setup.title}</Typography>
      <Typography variant="body2">{t.console.setup.help}</Typography>
      {problem ? <Alert severity="error">{sentenceOf(problem)}</Alert> : null}
      {fields.map((field) => {
        const wrong = fieldSentence(problem, field.name);
        return (
          <TextField
            key={field.name}
            required
            type={field.type}
            autoComplete={field.autoComplete}
            label={t.console.setup[field.name]}
            value={values[field.name]}
            error={wrong !== null}
            helperText={wrong ?? (field.name === 'password' ? t.console.profile.passwordHelp : undefined)}
            onChange={(event) => setValues({ ...values, [field.name]: event.target.value })}
          />
        );
      })}
      <Button type="submit" variant="contained" size="large" disabled={pending}>
        {t.console.setup.submit}
      </Button>
    </Stack>
  );
};
