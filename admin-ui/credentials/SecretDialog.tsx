import {
  Alert,
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Stack,
  Typography,
} from '@mui/material';
import type { CredentialWithSecret } from '#contract/metering/manage-schemas';
import { CopyText } from '../common/CopyText.tsx';
import { Facts } from '../common/Facts.tsx';
import { useT } from '../i18n/texts.ts';
import { useMe } from '../session/me.ts';
import { exampleCall } from './example.ts';

interface SecretDialogProps {
  readonly credential: CredentialWithSecret;
  readonly onClose: () => void;
}

/** The one moment in which a secret is seen: it closes by its button only, never by a press beside it. */
export const SecretDialog = ({ credential, onClose }: SecretDialogProps) => {
  const { credentials: t } = useT().terminalPages;
  const code = useMe()?.institution?.code ?? '';
  const example = exampleCall(credential, window.location.origin, code);
  return (
    <Dialog open fullWidth maxWidth="md">
      <DialogTitle>{t.secretTitle}</DialogTitle>
      <DialogContent>
        <Stack spacing={2}>
          <Alert severity="warning">{t.secretText}</Alert>
          <Facts
            facts={[
              [t.userId, <CopyText key="user" text={credential.userId} label={t.copyUserId} />],
              [t.secret, <CopyText key="secret" text={credential.secret} label={t.copySecret} />],
            ]}
          />
          {example ? (
            <Box>
              <Typography variant="h3" sx={{ fontSize: '0.95rem', fontWeight: 650 }}>
                {t.example}
              </Typography>
              <Box
                component="pre"
                sx={{
                  m: 0,
                  mt: 1,
                  p: 1.5,
                  backgroundColor: '#eef2f1',
                  borderRadius: 1,
                  whiteSpace: 'pre-wrap',
                }}
              >
                <CopyText text={example} label={t.copyExample} />
              </Box>
              <Typography variant="body2" sx={{ color: 'text.secondary', mt: 0.5 }}>
                {t.exampleHelp}
              </Typography>
            </Box>
          ) : null}
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button variant="contained" onClick={onClose}>
          {t.saved}
        </Button>
      </DialogActions>
    </Dialog>
  );
};
