import { MenuItem, Stack, TextField } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type OrderStatus, returnKinds } from '#contract/orders/lifecycle';
import type { OrderDetail } from '#contract/orders/schemas';
import { ActDialog } from '../../common/ActDialog.tsx';
import { call } from '../../data/call.ts';
import { useT } from '../../i18n/texts.ts';
import { type ActFields, bodyFor, emptyFields, wrongFields } from './act-fields.ts';

interface FieldsProps {
  readonly fields: ActFields;
  readonly wrong: readonly (keyof ActFields)[];
  readonly set: (change: Partial<ActFields>) => void;
}

const EnterBilling = ({ fields, wrong, set }: FieldsProps) => {
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

const CompleteReturn = ({ fields, wrong, set }: FieldsProps) => {
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

interface OrderActDialogProps {
  readonly order: OrderDetail;
  readonly allowed: OrderDetail['allowed'][number];
  readonly danger: boolean;
  readonly onActed: (status: OrderStatus) => void;
  readonly onClose: () => void;
}

/** Asks before an action of the lifecycle and sends it. A refusal stays readable; the order is asked again anyway. */
export const OrderActDialog = ({ order, allowed, danger, onActed, onClose }: OrderActDialogProps) => {
  const t = useT();
  const client = useQueryClient();
  const [fields, setFields] = useState(emptyFields);
  const [wrong, setWrong] = useState<readonly (keyof ActFields)[]>([]);
  const { action } = allowed;
  const questions = t.console.confirm as Readonly<Record<string, { title: string; text: string }>>;
  const question = questions[action] ?? { title: t.orders.action[action], text: '' };
  const set = (change: Partial<ActFields>) => setFields({ ...fields, ...change });
  const act = async (note: string | undefined) => {
    try {
      const body = bodyFor(action, fields, note);
      const result = await call('orders.act', { params: { id: order.id, action }, body });
      onActed(result.status);
    } finally {
      void client.invalidateQueries({ queryKey: ['orders'] });
      void client.invalidateQueries({ queryKey: ['dashboard'] });
    }
  };
  const check = () => {
    const found = wrongFields(action, fields);
    setWrong(found);
    return found.length === 0;
  };
  return (
    <ActDialog
      title={question.title}
      text={question.text}
      note={allowed.note}
      yes={t.orders.action[action]}
      danger={danger}
      check={check}
      onYes={act}
      onClose={onClose}
    >
      {action === 'enterBilling' ? <EnterBilling fields={fields} wrong={wrong} set={set} /> : null}
      {action === 'completeReturn' ? <CompleteReturn fields={fields} wrong={wrong} set={set} /> : null}
    </ActDialog>
  );
};
