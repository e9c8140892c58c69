import {
  Alert,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogContentText,
  DialogTitle,
  Stack,
  TextField,
} from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState, useSyncExternalStore } from 'react';
import { useT } from '../i18n/texts.ts';
import { CodeStep } from './CodeStep.tsx';
import { isSessionEnded, onSession } from './ended.ts';
import { useMe } from './me.ts';
import { useLeave } from './useLeave.ts';
import { type SignInSteps, useSignInAgain } from './useSignIn.ts';

const PasswordStep = ({ email, steps }: { email: string; steps: SignInSteps }) => {
  const t = useT();
  const leave = useLeave();
  const [password, setPassword] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // The dialog lies over other forms: what is sent here is not theirs.
    event.stopPropagation();
    void steps.signIn(email, password);
  };
  return (
    <form onSubmit={submit}>
      <DialogTitle>{t.console.sessionEnded.title}</DialogTitle>
      <DialogContent>
        <DialogContentText sx={{ mb: 2 }}>{t.console.sessionEnded.text}</DialogContentText>
        <Stack spacing={2}>
          {steps.problem ? <Alert severity="error">{steps.problem}</Alert> : null}
          <TextField
            label={t.console.login.email}
            value={email}
            autoComplete="username"
            slotProps={{ input: { readOnly: true } }}
          />
          <TextField
            label={t.console.login.password}
            type="password"
            autoComplete="current-password"
            autoFocus
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button onClick={leave}>{t.console.profile.logout}</Button>
        <Button type="submit" variant="contained" disabled={steps.pending || password === ''}>
          {steps.pending ? t.console.login.submitting : t.console.login.submit}
        </Button>
      </DialogActions>
    </form>
  );
};

const Form = ({ email }: { email: string }) => {
  const client = useQueryClient();
  const steps = useSignInAgain(() => void client.invalidateQueries());
  if (steps.step === 'password') return <PasswordStep email={email} steps={steps} />;
  return (
    <DialogContent>
      <CodeStep steps={steps} />
    </DialogContent>
  );
};

/**
 * A session that ended while the person was working: he signs in over the page, and what he had filled in is still
 * there. The page behind is blurred, since somebody else may be standing at the desk.
 */
export const SessionEndedDialog = () => {
  const ended = useSyncExternalStore(onSession, isSessionEnded);
  const me = useMe();
  if (!ended || !me) return null;
  return (
    <Dialog open fullWidth maxWidth="xs" slotProps={{ backdrop: { sx: { backdropFilter: 'blur(8px)' } } }}>
      <Form email={me.email} />
    </Dialog>
  );
};
