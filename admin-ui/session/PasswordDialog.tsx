import {
  Alert,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Stack,
  TextField,
} from '@mui/material';
import { type FormEvent, useState } from 'react';
import { useNotify } from 'react-admin';
import { request } from '../data/http.ts';
import { fieldSentence, sentenceOf } from '../data/problems.ts';
import { useT } from '../i18n/texts.ts';

const shortest = 12;

/** Changes one's own password and ends the sessions elsewhere. */
export const PasswordDialog = ({ onClose }: { onClose: () => void }) => {
  const t = useT();
  const notify = useNotify();
  const [current, setCurrent] = useState('');
  const [wanted, setWanted] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (wanted.length < shortest) return setProblem(t.console.profile.passwordShort);
    setPending(true);
    setProblem(null);
    try {
      const body = JSON.stringify({
        currentPassword: current,
        newPassword: wanted,
        revokeOtherSessions: true,
      });
      await request('/api/auth/change-password', { method: 'POST', body });
      notify(t.console.profile.passwordChanged, { type: 'success' });
      onClose();
    } catch (error) {
      const atField = fieldSentence(error, 'currentPassword') ?? fieldSentence(error, 'newPassword');
      setProblem(atField ? `${sentenceOf(error)} ${atField}` : sentenceOf(error));
    } finally {
      setPending(false);
    }
  };
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="xs">
      <form onSubmit={submit}>
        <DialogTitle>{t.console.profile.changePassword}</DialogTitle>
        <DialogContent>
          <Stack spacing={2} sx={{ pt: 1 }}>
            {problem ? <Alert severity="error">{problem}</Alert> : null}
            <TextField
              required
              type="password"
              autoComplete="current-password"
              label={t.console.profile.currentPassword}
              value={current}
              onChange={(event) => setCurrent(event.target.value)}
            />
            <TextField
              required
              type="password"
              autoComplete="new-password"
              label={t.console.profile.newPassword}
              helperText={t.console.profile.passwordHelp}
              value={wanted}
              onChange={(event) => setWanted(event.target.value)}
            />
          </Stack>
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{t.console.common.dismiss}</Button>
          <Button type="submit" variant="contained" disabled={pending}>
            {t.console.common.save}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
};
