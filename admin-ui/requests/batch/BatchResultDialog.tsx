import {
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  List,
  ListItem,
  ListItemText,
  Typography,
} from '@mui/material';
import { fill } from '#contract/i18n/index';
import type { BatchResult } from '#contract/requests/schemas';
import { ToneChip } from '../../common/StatusChip.tsx';
import { useT } from '../../i18n/texts.ts';

interface BatchResultDialogProps {
  readonly action: string;
  readonly result: BatchResult;
  readonly onClose: () => void;
}

/** How one act on many requests ended, row by row; what did not work comes first. */
export const BatchResultDialog = ({ action, result, onClose }: BatchResultDialogProps) => {
  const t = useT();
  const { batch } = t.requestPages;
  const rows = [...result.rows].sort((a, b) => Number(a.ok) - Number(b.ok));
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm">
      <DialogTitle>{fill(batch.resultTitle, { action })}</DialogTitle>
      <DialogContent>
        <Typography role="status" sx={{ fontWeight: 650 }}>
          {fill(batch.summary, { done: result.done, refused: result.refused })}
        </Typography>
        {result.refused > 0 ? (
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {batch.keptChosen}
          </Typography>
        ) : null}
        <List dense>
          {rows.map((row) => (
            <ListItem key={row.id} disableGutters divider sx={{ gap: 1.5, alignItems: 'flex-start' }}>
              <ListItemText primary={row.code} secondary={row.message} />
              <ToneChip label={row.ok ? batch.ok : batch.refused} tone={row.ok ? 'good' : 'bad'} />
            </ListItem>
          ))}
        </List>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} variant="contained" autoFocus>
          {t.console.common.close}
        </Button>
      </DialogActions>
    </Dialog>
  );
};
