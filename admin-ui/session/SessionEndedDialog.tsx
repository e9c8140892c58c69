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
import { useAuthProvider } from 'react-admin';
import { sentenceOf } from '../data/problems.ts';
import { useT } from '../i18n/texts.ts';
import { isSessionEnded, onSession } from './ended.ts';
import { useMe } from './me.ts';
import { useLeave } from './useLeave.ts';

/** Signs the same person in again; resolves to the sentence of what went wrong, or null. */
function useSignInAgain(email: string): (password: string) => Promise<string | null> {
  const authProvider = useAuthProvider();
  const client = useQueryClient();
  return async (password) => {
    try {
      await authProvider?.login({ email, password });
    } catch (error) {
      return sentenceOf(error);
    }
    void client.invalidateQueries();
    return null;
  };
}

const Form = ({ email }: { email: string }) => {
  const t = useT();
  const signInAgain = useSignInAgain(email);
  const leave = useLeave();
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    // The dialog lies over other forms: what is sent here is not theirs.
    event.stopPropagation();
    setPending(true);
    setProblem(await signInAgain(password));
    setPending(false);
  };
  return (
    <form onSubmit={submit}>
      <DialogTitle>{t.console.sessionEnded.title}</DialogTitle>
      <DialogContent>
        <DialogContentText sx={{ mb: 2 }}>{t.console.sessionEnded.text}</DialogContentText>
        <Stack spacing={2}>
          {problem ? <Alert severity="error">{problem}</Alert> : null}
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
        <Button type="submit" variant="contained" disabled={pending || password === ''}>
          {pending ? t.console.login.submitting : t.console.login.submit}
        </Button>
      </DialogActions>
    </form>
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
