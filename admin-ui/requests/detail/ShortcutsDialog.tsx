import { Box, Button, Dialog, DialogActions, DialogContent, DialogTitle, Typography } from '@mui/material';
import { useT } from '../../i18n/texts.ts';

/** Key of each shortcut of the detail page; the letters are the first of the Indonesian word where that is free. */
export const keyOf = {
  next: 'n',
  previous: 'p',
  approve: 's',
  cancel: 'b',
  take: 'a',
  dwh: 'd',
  queue: 'q',
  help: '?',
} as const;

export type ShortcutName = keyof typeof keyOf;

const Key = ({ name }: { name: ShortcutName }) => (
  <Box
    component="kbd"
    sx={{
      fontFamily: 'inherit',
      fontWeight: 700,
      border: '1px solid',
      borderColor: 'divider',
      borderRadius: 1,
      px: 1,
      py: 0.25,
      minWidth: 30,
      textAlign: 'center',
      backgroundColor: 'background.default',
    }}
  >
    {keyOf[name].toUpperCase()}
  </Box>
);

export const ShortcutsDialog = ({ onClose }: { onClose: () => void }) => {
  const t = useT();
  const { detail, shortcut } = t.requestPages;
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="xs">
      <DialogTitle>{detail.shortcutsTitle}</DialogTitle>
      <DialogContent>
        <Box component="dl" sx={{ m: 0, display: 'grid', gridTemplateColumns: 'auto 1fr', gap: 1.25 }}>
          {(Object.keys(keyOf) as ShortcutName[]).map((name) => (
            <Box key={name} sx={{ display: 'contents' }}>
              <dt>
                <Key name={name} />
              </dt>
              <Typography component="dd" sx={{ m: 0, alignSelf: 'center' }}>
                {shortcut[name]}
              </Typography>
            </Box>
          ))}
        </Box>
        <Typography variant="body2" sx={{ color: 'text.secondary', mt: 2 }}>
          {detail.shortcutsNote}
        </Typography>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} autoFocus>
          {t.console.common.close}
        </Button>
      </DialogActions>
    </Dialog>
  );
};
