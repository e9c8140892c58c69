import { MenuItem, Stack, TextField } from '@mui/material';
import { returnKinds } from '#contract/orders/lifecycle';
import { useT } from '../../i18n/texts.ts';
import type { ActFields } from './act-fields.ts';

interface FieldsProps {
  readonly fields: ActFields;
  readonly wrong: readonly (keyof ActFields)[];
  readonly set: (change: Partial<ActFields>) => void;
}

/** What SIMPONI shows for a code that we never heard. */
export const EnterBilling = ({ fields, wrong, set }: FieldsProps) => {
  const { detail, common } = useT().console;
  return (
    <Stack spacing={2} sx={{ mt: 1 }}>
      <TextField
        label={detail.kodeBilling}
        value={fields.kodeBilling}
        error={wrong.includes('kodeBilling')}
        helperText={wrong.includes('kodeBilling') ? detail.kodeBillingWrong : detail.kodeBillingHelp}
        slotProps={{ htmlInput: { inputMode: 'numeric', maxLength: 20 } }}
        onChange={(event) => set({ kodeBilling: event.target.value })}
      />
      <TextField
        type="datetime-local"
        label={detail.expiresAt}
        value={fields.expiresAt}
        error={wrong.includes('expiresAt')}
        helperText={wrong.includes('expiresAt') ? common.required : undefined}
        slotProps={{ inputLabel: { shrink: true } }}
        onChange={(event) => set({ expiresAt: event.target.value })}
      />
    </Stack>
  );
};

/** How, by which letter and when a payment was returned. */
export const CompleteReturn = ({ fields, wrong, set }: FieldsProps) => {
  const t = useT();
  const { detail, common } = t.console;
  return (
    <Stack spacing={2} sx={{ mt: 1 }}>
      <TextField
        select
        label={detail.returnKind}
        value={fields.kind}
        onChange={(event) => set({ kind: event.target.value as ActFields['kind'] })}
      >
        {returnKinds.map((kind) => (
          <MenuItem key={kind} value={kind}>
            {t.orders.returnKind[kind]}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        label={detail.returnLetter}
        value={fields.letter}
        error={wrong.includes('letter')}
        helperText={wrong.includes('letter') ? common.required : undefined}
        onChange={(event) => set({ letter: event.target.value })}
      />
      <TextField
        type="date"
        label={detail.returnDate}
        value={fields.date}
        error={wrong.includes('date')}
        helperText={wrong.includes('date') ? common.required : undefined}
        slotProps={{ inputLabel: { shrink: true } }}
        onChange={(event) => set({ date: event.target.value })}
      />
    </Stack>
  );
};
