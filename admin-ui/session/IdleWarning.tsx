import { Button, Dialog, DialogActions, DialogContent, DialogContentText, DialogTitle } from '@mui/material';
import { useSyncExternalStore } from 'react';
import { useT } from '../i18n/texts.ts';
import { isSessionEnded, onSession } from './ended.ts';
import { useLeave } from './useLeave.ts';
import { usePresence } from './usePresence.ts';

/**
 * A minute before a session ends that nobody uses: one press anywhere, or a key, keeps it. Where nobody stands, as before
 * a screen on the wall, it ends.
 */
export const IdleWarning = () => {
  const { idleWarning, profile } = useT().console;
  const { soon, stay } = usePresence();
  const ended = useSyncExternalStore(onSession, isSessionEnded);
  const leave = useLeave();
  if (!soon || ended) return null;
  return (
    <Dialog open fullWidth maxWidth="xs" role="alertdialog">
      <DialogTitle>{idleWarning.title}</DialogTitle>
      <DialogContent>
        <DialogContentText>{idleWarning.text}</DialogContentText>
      </DialogContent>
      <DialogActions>
        <Button onClick={leave}>{profile.logout}</Button>
        <Button variant="contained" autoFocus onClick={stay}>
          {idleWarning.stay}
        </Button>
      </DialogActions>
    </Dialog>
  );
};
