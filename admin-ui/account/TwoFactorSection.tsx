import {
  Alert,
  Button,
  Chip,
  Dialog,
  DialogContent,
  DialogTitle,
  GlobalStyles,
  Stack,
  Typography,
} from '@mui/material';
import { type ReactNode, useState } from 'react';
import { useNotify } from 'react-admin';
import type { TwoFactorState } from '#contract/accounts/two-factor';
import { Facts, Section } from '../common/Facts.tsx';
import { useT } from '../i18n/texts.ts';
import { useAskMeAgain } from '../session/me.ts';
import { BackupCodes } from './BackupCodes.tsx';
import { ProofForm } from './ProofForm.tsx';
import { SetUpSteps } from './SetUpSteps.tsx';
import { renewBackupCodes, switchOff } from './two-factor.ts';

/** So many codes or fewer left: time for new ones. */
const fewCodes = 3;

/** Printing prints the dialog, which stands beside the page, and nothing of the page. */
const Frame = (props: { title: string; onClose?: (() => void) | undefined; children: ReactNode }) => (
  <Dialog open fullWidth maxWidth="sm" {...(props.onClose ? { onClose: props.onClose } : {})}>
    <GlobalStyles styles={{ '@media print': { '#root': { display: 'none' } } }} />
    <DialogTitle>{props.title}</DialogTitle>
    <DialogContent>{props.children}</DialogContent>
  </Dialog>
);

const NewCodes = ({ onClose }: { onClose: () => void }) => {
  const { accountPages: t } = useT();
  const askMeAgain = useAskMeAgain();
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const done = () => {
    void askMeAgain();
    onClose();
  };
  return (
    <Frame title={codes ? t.codesTitle : t.newCodesTitle} onClose={codes ? undefined : onClose}>
      {codes ? (
        <BackupCodes codes={codes} onDone={done} />
      ) : (
        <ProofForm
          help={t.newCodesHelp}
          yes={t.newCodes}
          onYes={async (proof) => setCodes(await renewBackupCodes(proof))}
          onClose={onClose}
        />
      )}
    </Frame>
  );
};

const SwitchOff = ({ onClose }: { onClose: () => void }) => {
  const { accountPages: t } = useT();
  const notify = useNotify();
  const askMeAgain = useAskMeAgain();
  const off = async (proof: { password: string; code: string }) => {
    await switchOff(proof);
    notify(t.switchedOff, { type: 'success' });
    await askMeAgain();
    onClose();
  };
  return (
    <Frame title={t.offTitle} onClose={onClose}>
      <ProofForm help={t.offHelp} yes={t.switchOff} danger onYes={off} onClose={onClose} />
    </Frame>
  );
};

/** Whether a code is asked for after the password, and what can be done about it. */
export const TwoFactorSection = ({ state }: { state: TwoFactorState }) => {
  const { accountPages: t } = useT();
  const notify = useNotify();
  const askMeAgain = useAskMeAgain();
  const [open, setOpen] = useState<'set-up' | 'codes' | 'off' | null>(null);
  const close = () => setOpen(null);
  // Also when it was left half-way: a backup code that was shown for another phone is used up.
  const closeSetUp = () => {
    void askMeAgain();
    close();
  };
  const done = () => {
    notify(state.enabled ? t.replaced : t.switchedOn, { type: 'success' });
    closeSetUp();
  };
  const left = state.backupCodesLeft ?? 0;
  return (
    <Section
      title={t.twoFactor}
      action={
        <Chip
          size="small"
          color={state.enabled ? 'success' : 'default'}
          label={state.enabled ? t.on : t.off}
        />
      }
    >
      <Typography variant="body2" sx={{ mb: 1.5, maxWidth: 760 }}>
        {t.twoFactorHelp}
      </Typography>
      {state.enabled ? <Facts facts={[[t.codesLeft, String(left)]]} /> : null}
      {state.enabled && state.required ? (
        <Typography variant="body2" sx={{ mt: 1, color: 'text.secondary' }}>
          {t.required}
        </Typography>
      ) : null}
      {state.enabled && left <= fewCodes ? (
        <Alert severity="warning" sx={{ mt: 1 }}>
          {t.codesFew}
        </Alert>
      ) : null}
      <Stack direction="row" sx={{ mt: 2, gap: 1, flexWrap: 'wrap' }}>
        <Button variant={state.enabled ? 'outlined' : 'contained'} onClick={() => setOpen('set-up')}>
          {state.enabled ? t.replace : t.setUp}
        </Button>
        {state.enabled ? (
          <>
            <Button variant="outlined" onClick={() => setOpen('codes')}>
              {t.newCodes}
            </Button>
            {state.required ? null : (
              <Button variant="outlined" color="error" onClick={() => setOpen('off')}>
                {t.switchOff}
              </Button>
            )}
          </>
        ) : null}
      </Stack>
      {open === 'set-up' ? (
        <Frame title={state.enabled ? t.replaceTitle : t.setUpTitle}>
          <SetUpSteps replacing={state.enabled} onDone={done} onClose={closeSetUp} />
        </Frame>
      ) : null}
      {open === 'codes' ? <NewCodes onClose={close} /> : null}
      {open === 'off' ? <SwitchOff onClose={close} /> : null}
    </Section>
  );
};
