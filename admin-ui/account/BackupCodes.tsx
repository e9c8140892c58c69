import { Box, Button, Stack, Typography } from '@mui/material';
import { useNotify } from 'react-admin';
import { copyText } from '../common/copy-text.ts';
import { useT } from '../i18n/texts.ts';

/** Backup codes, this once; out of the page only by saying that they are kept. */
export const BackupCodes = ({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) => {
  const t = useT();
  const { accountPages } = t;
  const notify = useNotify();
  const copy = async () => {
    await copyText(codes.join('\n'));
    notify(t.console.common.copied, { type: 'info', autoHideDuration: 1_500 });
  };
  return (
    <Stack spacing={2}>
      <Typography variant="h3">{accountPages.codesTitle}</Typography>
      <Typography>{accountPages.codesHelp}</Typography>
      <Box component="ol" sx={{ m: 0, pl: 4, fontFamily: 'monospace', fontSize: '0.95rem', lineHeight: 1.8 }}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </Box>
      <Stack direction="row" sx={{ gap: 1, flexWrap: 'wrap', '@media print': { display: 'none' } }}>
        <Button variant="outlined" onClick={() => void copy()}>
          {accountPages.copyCodes}
        </Button>
        <Button variant="outlined" onClick={() => window.print()}>
          {accountPages.print}
        </Button>
        <Button variant="contained" onClick={onDone}>
          {accountPages.codesKept}
        </Button>
      </Stack>
    </Stack>
  );
};
