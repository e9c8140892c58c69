import {
  Alert,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  TextField,
  Typography,
} from '@mui/material';
import { type FormEvent, useState } from 'react';
import { pagePaths } from '#contract/shared/pages';
import { request } from '../data/http.ts';
import { sentenceOf } from '../data/problems.ts';
import { useT } from '../i18n/texts.ts';

/** Asks for a link to a new password. The answer never says whether the account exists. */
export const ForgotDialog = (props: { email: string; onClose: () => void }) => {
  const t = useT();
  const [email, setEmail] = useState(props.email);
  const [state, setState] = useState<'asking' | 'sending' | 'sent'>('asking');
  const [problem, setProblem] = useState<string | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    // React lets it bubble out of the dialog, into the login form that opened it.
    event.stopPropagation();
    setState('sending');
    setProblem(null);
    try {
      const body = JSON.stringify({
        email: email.trim(),
        redirectTo: `${window.location.origin}${pagePaths.passwordReset('').replace('#', '')}`,
      });
      await request('/api/auth/request-password-reset', { method: 'POST', body });
      setState('sent');
    } catch (error) {
      setProblem(sentenceOf(error));
      setState('asking');
    }
  };
  return (
    <Dialog open onClose={props.onClose} fullWidth maxWidth="xs">
      <form onSubmit={submit}>
        <DialogTitle>{t.console.login.forgotTitle}</DialogTitle>
        <DialogContent>
          {state === 'sent' ? (
            <Alert severity="success">{t.console.login.forgotSent}</Alert>
          ) : (
            <>
              <Typography sx={{ mb: 2 }}>{t.console.login.forgotHelp}</Typography>
              {problem ? (
                <Alert severity="error" sx={{ mb: 2 }}>
                  {problem}
                </Alert>
              ) : null}
              <TextField
                fullWidth
                required
                type="email"
                label={t.console.login.email}
                value={email}
                onChange={(event) => setEmail(event.target.value)}
              />
            </>
          )}
        </DialogContent>
        <DialogActions>
          <Button onClick={props.onClose}>{t.console.common.close}</Button>
          {state === 'sent' ? null : (
            <Button type="submit" variant="contained" disabled={state === 'sending'}>
              {t.console.login.forgotSend}
            </Button>
          )}
        </DialogActions>
      </form>
    </Dialog>
  );
};
