import { Stack, TextField } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { fill } from '#contract/i18n/index';
import type { AwaitingHandover } from '#contract/metering/handover-http';
import { ActDialog } from '../common/ActDialog.tsx';
import { call } from '../data/call.ts';
import { fieldSentence } from '../data/problems.ts';
import { formatCount } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';
import { readQuantity } from '../products/quantity.ts';

/** Records that units of a voucher were delivered: how many, when, to which position, by which letter. */
export const HandoverDialog = ({ voucher, onClose }: { voucher: AwaitingHandover; onClose: () => void }) => {
  const t = useT();
  const notify = useNotify();
  const client = useQueryClient();
  const [values, setValues] = useState({
    units: String(voucher.unitsLeft),
    handedOn: '',
    recipientPosition: '',
    letterNumber: '',
  });
  const [checked, setChecked] = useState(false);
  const [refusal, setRefusal] = useState<unknown>(null);
  const { awaiting } = t.deliveryPages;
  const { required, save } = t.console.common;
  const units = readQuantity(values.units);
  const unitsFit = units !== null && units >= 1 && units <= voucher.unitsLeft;
  const problems = {
    units: unitsFit ? null : fill(awaiting.unitsWrong, { max: formatCount(voucher.unitsLeft) }),
    handedOn: values.handedOn ? null : required,
    recipientPosition: values.recipientPosition.trim().length < 3 ? required : null,
    letterNumber: values.letterNumber.trim().length < 2 ? required : null,
  };
  const record = async () => {
    const body = { ...values, voucherId: voucher.id, units: units ?? 0 };
    await call('handovers.create', { body }).catch((error: unknown) => {
      setRefusal(error);
      throw error;
    });
    notify(awaiting.done, { type: 'success' });
    void client.invalidateQueries({ queryKey: ['awaiting-handovers'] });
    void client.invalidateQueries({ queryKey: ['handovers'] });
  };
  const check = () => {
    setChecked(true);
    setRefusal(null);
    return Object.values(problems).every((problem) => problem === null);
  };
  const field = (name: keyof typeof values, help?: string) => {
    const said = checked ? (problems[name] ?? fieldSentence(refusal, name)) : null;
    return (
      <TextField
        label={awaiting[name]}
        type={name === 'handedOn' ? 'date' : 'text'}
        value={values[name]}
        error={said !== null}
        helperText={said ?? help}
        onChange={(event) => setValues({ ...values, [name]: event.target.value })}
        slotProps={{ inputLabel: name === 'handedOn' ? { shrink: true } : {}, htmlInput: { maxLength: 200 } }}
      />
    );
  };
  return (
    <ActDialog
      title={fill(awaiting.dialogTitle, { number: voucher.number })}
      text={awaiting.dialogText}
      yes={save}
      check={check}
      onYes={record}
      onClose={onClose}
    >
      <Stack spacing={2} sx={{ mt: 1 }}>
        {field('units', voucher.unit)}
        {field('handedOn')}
        {field('recipientPosition', awaiting.recipientHelp)}
        {field('letterNumber')}
      </Stack>
    </ActDialog>
  );
};
