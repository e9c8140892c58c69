import { MenuItem, Stack, TextField } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  type CredentialEnvironment,
  type CredentialProduct,
  credentialEnvironments,
  credentialProducts,
} from '#contract/metering/codes';
import type { CredentialWithSecret } from '#contract/metering/manage-schemas';
import { ActDialog } from '../common/ActDialog.tsx';
import { call } from '../data/call.ts';
import { fieldSentence } from '../data/problems.ts';
import { useT } from '../i18n/texts.ts';
import { CredentialFields, useCredentialFields } from './CredentialFields.tsx';

interface CreateDialogProps {
  readonly onMade: (credential: CredentialWithSecret) => void;
  readonly onClose: () => void;
}

/** Makes a credential; the trial comes first. */
export const CreateDialog = ({ onMade, onClose }: CreateDialogProps) => {
  const { terminalPages, terminals } = useT();
  const { credentials: t } = terminalPages;
  const client = useQueryClient();
  const [product, setProduct] = useState<CredentialProduct>('WEBSERVICE-NIK');
  const [environment, setEnvironment] = useState<CredentialEnvironment>('UJI');
  const [problem, setProblem] = useState<unknown>(null);
  const fields = useCredentialFields({ label: '', branch: null, dailyLimit: null });
  const notOpen = fieldSentence(problem, 'environment');
  const create = async () => {
    const values = fields.read();
    if (!values) return;
    const made = await call('credentials.create', { body: { product, environment, ...values } }).catch(
      (error: unknown) => {
        setProblem(error);
        throw error;
      },
    );
    void client.invalidateQueries({ queryKey: ['credentials'] });
    onMade(made);
  };
  return (
    <ActDialog
      title={t.create}
      text={t.createText}
      yes={t.create}
      check={() => fields.read() !== null}
      onYes={create}
      onClose={onClose}
    >
      <Stack spacing={2} sx={{ mt: 1 }}>
        <TextField
          select
          label={t.product}
          value={product}
          onChange={(event) => setProduct(event.target.value as CredentialProduct)}
        >
          {credentialProducts.map((id) => (
            <MenuItem key={id} value={id}>
              {t.products[id]}
            </MenuItem>
          ))}
        </TextField>
        <TextField
          select
          label={t.environment}
          value={environment}
          error={notOpen !== null}
          helperText={notOpen ?? t.environmentHelp[environment]}
          onChange={(event) => {
            setEnvironment(event.target.value as CredentialEnvironment);
            setProblem(null);
          }}
        >
          {credentialEnvironments.map((id) => (
            <MenuItem key={id} value={id}>
              {terminals.environment[id]}
            </MenuItem>
          ))}
        </TextField>
        <CredentialFields fields={fields} />
      </Stack>
    </ActDialog>
  );
};
