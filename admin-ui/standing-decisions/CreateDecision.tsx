import { MenuItem, Stack, TextField } from '@mui/material';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { ActDialog } from '../common/ActDialog.tsx';
import { InstitutionPicker } from '../common/RecordPicker.tsx';
import { call } from '../data/call.ts';
import { useT } from '../i18n/texts.ts';
import { readQuantity } from '../products/quantity.ts';

/** `pejabat` decides once for an institution and a Rp0 product, up to a number of units. */
export const CreateDecision = ({ onClose }: { onClose: () => void }) => {
  const t = useT();
  const notify = useNotify();
  const client = useQueryClient();
  const [institutionId, setInstitutionId] = useState<string | null>(null);
  const [productId, setProductId] = useState('');
  const [units, setUnits] = useState('');
  const [checked, setChecked] = useState(false);
  const products = useQuery({ queryKey: ['products'], queryFn: () => call('products.list', {}) });
  const maxUnits = readQuantity(units);
  const unitsWrong = maxUnits === null || maxUnits < 1;
  const { standing, common } = t.console;
  const create = async (note: string | undefined) => {
    if (institutionId === null || maxUnits === null) return;
    await call('standingDecisions.create', {
      body: { institutionId, productId, maxUnits, note: note ?? '' },
    });
    notify(standing.created, { type: 'success' });
    void client.invalidateQueries({ queryKey: ['standing-decisions'] });
  };
  const check = () => {
    setChecked(true);
    return institutionId !== null && productId !== '' && !unitsWrong;
  };
  return (
    <ActDialog
      title={standing.createTitle}
      text={standing.periodHelp}
      note="required"
      yes={common.save}
      check={check}
      onYes={create}
      onClose={onClose}
    >
      <Stack spacing={2} sx={{ mt: 1, mb: 1 }}>
        <InstitutionPicker
          label={standing.institution}
          value={institutionId}
          onChange={setInstitutionId}
          error={checked && institutionId === null ? common.required : null}
        />
        <TextField
          select
          label={standing.product}
          value={productId}
          error={checked && productId === ''}
          helperText={checked && productId === '' ? common.required : undefined}
          onChange={(event) => setProductId(event.target.value)}
        >
          {(products.data ?? []).map((product) => (
            <MenuItem key={product.id} value={product.id}>
              {product.serviceName} – {product.name}
            </MenuItem>
          ))}
        </TextField>
        <TextField
          label={standing.maxUnits}
          value={units}
          error={checked && unitsWrong}
          helperText={checked && unitsWrong ? t.console.orderForm.notWhole : undefined}
          slotProps={{ htmlInput: { inputMode: 'numeric', maxLength: 13 } }}
          onChange={(event) => setUnits(event.target.value)}
        />
      </Stack>
    </ActDialog>
  );
};
