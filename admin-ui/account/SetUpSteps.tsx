import { Alert, Box, Button, Stack, Typography } from '@mui/material';
import { type FormEvent, useState } from 'react';
import type { TwoFactorSetup } from '#contract/accounts/two-factor';
import { CopyText } from '../common/CopyText.tsx';
import { sentenceOf } from '../data/problems.ts';
import { useT } from '../i18n/texts.ts';
import { AppCodeField } from '../session/CodeField.tsx';
import { BackupCodes } from './BackupCodes.tsx';
import { ProofForm } from './ProofForm.tsx';
import { beginSetUp, confirmSetUp } from './two-factor.ts';

/** The fields around the picture that a camera needs to find it. */
const quiet = 4;

const Qr = ({ qr, label }: { qr: TwoFactorSetup['qr']; label: string }) => {
  const side = qr.size + 2 * quiet;
  return (
    <Box
      component="svg"
      role="img"
      aria-label={label}
      viewBox={`${-quiet} ${-quiet} ${side} ${side}`}
      shapeRendering="crispEdges"
      sx={{ width: 220, height: 220, alignSelf: 'center', background: '#fff' }}
    >
      <path d={qr.path} fill="#000" />
    </Box>
  );
};

interface ConfirmProps {
  readonly setup: TwoFactorSetup;
  readonly onDone: () => void;
  readonly onClose: (() => void) | undefined;
}

const Confirm = ({ setup, onDone, onClose }: ConfirmProps) => {
  const t = useT();
  const { accountPages } = t;
  const [code, setCode] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    setPending(true);
    setProblem(null);
    try {
      await confirmSetUp(code);
      onDone();
    } catch (error) {
      setProblem(sentenceOf(error));
      setPending(false);
    }
  };
  return (
    <Stack component="form" spacing={1.5} onSubmit={submit}>
      <Typography>{accountPages.scan}</Typography>
      <Qr qr={setup.qr} label={accountPages.qr} />
      <Typography variant="body2">{accountPages.typeKey}</Typography>
      <CopyText text={setup.key.replace(/(.{4})(?=.)/g, '$1 ')} label={accountPages.copyKey} />
      <Typography>{accountPages.thenCode}</Typography>
      {problem ? <Alert severity="error">{problem}</Alert> : null}
      <AppCodeField value={code} onChange={setCode} />
      <Stack direction="row" spacing={1} sx={{ justifyContent: 'flex-end' }}>
        {onClose ? <Button onClick={onClose}>{t.console.common.dismiss}</Button> : null}
        <Button type="submit" variant="contained" disabled={pending || code.trim() === ''}>
          {accountPages.confirm}
        </Button>
      </Stack>
    </Stack>
  );
};

interface SetUpStepsProps {
  /** He has an app already, and moves to another one. */
  readonly replacing: boolean;
  /** It is on and its backup codes were kept. */
  readonly onDone: () => void;
  readonly onClose?: () => void;
}

/** Password, key and first code, backup codes: the way to an app that the sign-in asks for. */
export const SetUpSteps = ({ replacing, onDone, onClose }: SetUpStepsProps) => {
  const { accountPages: t } = useT();
  const [setup, setSetup] = useState<TwoFactorSetup | null>(null);
  const [confirmed, setConfirmed] = useState(false);
  if (!setup) {
    return (
      <ProofForm
        help={replacing ? t.replaceHelp : t.passwordFirst}
        yes={t.next}
        withoutCode={!replacing}
        onYes={async (proof) => setSetup(await beginSetUp(proof))}
        onClose={onClose}
      />
    );
  }
  if (!confirmed) return <Confirm setup={setup} onDone={() => setConfirmed(true)} onClose={onClose} />;
  return <BackupCodes codes={setup.backupCodes} onDone={onDone} />;
};
