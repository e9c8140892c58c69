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
import { type FormEvent, useEffect, useState, useSyncExternalStore } from 'react';
import type { Me } from '#contract/accounts/schemas';
import { fill } from '#contract/i18n/index';
import { useT } from '../i18n/texts.ts';
import { CodeStep } from './CodeStep.tsx';
import { isSessionEnded, onSession } from './ended.ts';
import { forgetMe, getMe, useMe } from './me.ts';
import { useLeave } from './useLeave.ts';
import { type SignInSteps, useSignInAgain } from './useSignIn.ts';

const PasswordStep = ({ me, steps }: { me: Me; steps: SignInSteps }) => {
  const t = useT();
  const leave = useLeave();
  const [password, setPassword] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // The dialog lies over other forms: what is sent here is not theirs.
    event.stopPropagation();
    void steps.signIn(me.email, password);
  };
  return (
    <form onSubmit={submit}>
      <DialogTitle>{t.console.sessionEnded.title}</DialogTitle>
      <DialogContent>
        <DialogContentText sx={{ mb: 1 }}>
          {fill(t.console.sessionEnded.why, { minutes: me.idleMinutes })}
        </DialogContentText>
        <DialogContentText sx={{ mb: 2 }}>{t.console.sessionEnded.text}</DialogContentText>
        <Stack spacing={2}>
          {steps.problem ? <Alert severity="error">{steps.problem}</Alert> : null}
          <TextField
            label={t.console.login.email}
            value={me.email}
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

/** He may have signed in again in another tab: seen when this one is looked at. Somebody else's session is not his. */
function useElsewhere(me: Me, goOn: () => void): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: listens as long as the dialog is open
  useEffect(() => {
    const look = () => {
      forgetMe();
      getMe().then(
        ({ id }) => (id === me.id ? goOn() : window.location.reload()),
        () => {},
      );
    };
    window.addEventListener('focus', look);
    return () => window.removeEventListener('focus', look);
  }, []);
}

const Form = ({ me }: { me: Me }) => {
  const client = useQueryClient();
  const goOn = () => void client.invalidateQueries();
  const steps = useSignInAgain(goOn);
  useElsewhere(me, goOn);
  if (steps.step === 'password') return <PasswordStep me={me} steps={steps} />;
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
      <Form me={me} />
    </Dialog>
  );
};
