import { Button, Stack, TextField } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { fill } from '#contract/i18n/index';
import type { Credential, CredentialWithSecret } from '#contract/metering/manage-schemas';
import { ActDialog } from '../common/ActDialog.tsx';
import { call } from '../data/call.ts';
import { useT } from '../i18n/texts.ts';
import { CredentialFields, useCredentialFields } from './CredentialFields.tsx';

const mostHours = 168;

interface DialogProps {
  readonly credential: Credential;
  readonly onClose: () => void;
}
interface FreshProps {
  /** Hears of a new secret, to show it once. */
  readonly onFresh: (credential: CredentialWithSecret) => void;
}

const EditDialog = ({ credential, onClose }: DialogProps) => {
  const { terminalPages, console: words } = useT();
  const { credentials: t } = terminalPages;
  const notify = useNotify();
  const client = useQueryClient();
  const fields = useCredentialFields(credential);
  const { id, userId, version } = credential;
  const save = async () => {
    const values = fields.read();
    if (!values) return;
    await call('credentials.update', { params: { id }, body: { ...values, version } });
    notify(t.changed, { type: 'success' });
    void client.invalidateQueries({ queryKey: ['credentials'] });
  };
  return (
    <ActDialog
      title={fill(t.editTitle, { userId })}
      yes={words.common.save}
      check={() => fields.read() !== null}
      onYes={save}
      onClose={onClose}
    >
      <Stack spacing={2} sx={{ mt: 1 }}>
        <CredentialFields fields={fields} />
      </Stack>
    </ActDialog>
  );
};

const RotateDialog = ({ credential, onClose, onFresh }: DialogProps & FreshProps) => {
  const { credentials: t } = useT().terminalPages;
  const client = useQueryClient();
  const [typed, setTyped] = useState('24');
  const [checked, setChecked] = useState(false);
  const hours = /^\d{1,3}$/.test(typed.trim()) ? Number(typed) : null;
  const wrong = hours === null || hours > mostHours;
  const { id, userId, version } = credential;
  const rotate = async () => {
    if (hours === null) return;
    const body = { version, overlapHours: hours };
    onFresh(await call('credentials.rotate', { params: { id }, body }));
    void client.invalidateQueries({ queryKey: ['credentials'] });
  };
  return (
    <ActDialog
      title={fill(t.rotateTitle, { userId })}
      text={t.rotateText}
      yes={t.rotate}
      check={() => {
        setChecked(true);
        return !wrong;
      }}
      onYes={rotate}
      onClose={onClose}
    >
      <TextField
        fullWidth
        sx={{ mt: 1 }}
        label={t.overlap}
        value={typed}
        error={checked && wrong}
        helperText={checked && wrong ? t.overlapWrong : t.overlapHelp}
        slotProps={{ htmlInput: { inputMode: 'numeric', maxLength: 3 } }}
        onChange={(event) => setTyped(event.target.value)}
      />
    </ActDialog>
  );
};

const RevokeDialog = ({ credential, onClose }: DialogProps) => {
  const { credentials: t } = useT().terminalPages;
  const notify = useNotify();
  const client = useQueryClient();
  const { id, userId, version } = credential;
  const revoke = async (note: string | undefined) => {
    await call('credentials.revoke', { params: { id }, body: { version, note: note ?? '' } });
    notify(fill(t.revoked, { userId }), { type: 'success' });
    void client.invalidateQueries({ queryKey: ['credentials'] });
  };
  return (
    <ActDialog
      title={fill(t.revokeTitle, { userId })}
      text={t.revokeText}
      note="required"
      longest={500}
      yes={t.revoke}
      danger
      onYes={revoke}
      onClose={onClose}
    />
  );
};

/** What can be done with a credential until it is revoked. */
export const CredentialActions = ({
  credential,
  onFresh,
}: { readonly credential: Credential } & FreshProps) => {
  const { credentials: t } = useT().terminalPages;
  const [asking, setAsking] = useState<'edit' | 'rotate' | 'revoke' | null>(null);
  if (credential.status === 'DICABUT') return null;
  const dialog = { credential, onClose: () => setAsking(null) };
  return (
    <Stack direction="row" sx={{ gap: 1, flexWrap: 'wrap' }}>
      <Button size="small" variant="outlined" onClick={() => setAsking('edit')}>
        {t.edit}
      </Button>
      <Button size="small" variant="outlined" onClick={() => setAsking('rotate')}>
        {t.rotate}
      </Button>
      <Button size="small" variant="outlined" color="error" onClick={() => setAsking('revoke')}>
        {t.revoke}
      </Button>
      {asking === 'edit' ? <EditDialog {...dialog} /> : null}
      {asking === 'rotate' ? <RotateDialog {...dialog} onFresh={onFresh} /> : null}
      {asking === 'revoke' ? <RevokeDialog {...dialog} /> : null}
    </Stack>
  );
};
