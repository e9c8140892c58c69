import UploadIcon from '@mui/icons-material/UploadFileOutlined';
import { Button, Stack, TextField } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useNotify } from 'react-admin';
import { fill } from '#contract/i18n/index';
import type { AwaitingHandover } from '#contract/metering/handover-http';
import { ActDialog } from '../common/ActDialog.tsx';
import { call } from '../data/call.ts';
import { upload } from '../data/files.ts';
import { fieldSentence, sentenceOf } from '../data/problems.ts';
import { formatCount } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';
import { readQuantity } from '../products/quantity.ts';
import { letterTypes, letterUrl } from './Letter.tsx';

/** Chooses the signed letter, which is sent once the handover is recorded. */
const LetterField = ({ file, onChoose }: { file: File | null; onChoose: (file: File) => void }) => {
  const { awaiting } = useT().deliveryPages;
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button variant="outlined" startIcon={<UploadIcon />} onClick={() => input.current?.click()}>
        {file ? file.name : awaiting.letter}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept={letterTypes}
        aria-label={awaiting.letter}
        onChange={(event) => {
          const chosen = event.target.files?.[0];
          if (chosen) onChoose(chosen);
        }}
      />
    </>
  );
};

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
  const [letter, setLetter] = useState<File | null>(null);
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
    const { id } = await call('handovers.create', { body }).catch((error: unknown) => {
      setRefusal(error);
      throw error;
    });
    await sendLetter(id);
    void client.invalidateQueries({ queryKey: ['awaiting-handovers'] });
    void client.invalidateQueries({ queryKey: ['handovers'] });
  };
  /** The handover stands by now: what is wrong with the letter is said, and it can be sent again from the list. */
  const sendLetter = async (id: string) => {
    if (!letter) return notify(awaiting.done, { type: 'success' });
    try {
      await upload(letterUrl(id), letter, {}, () => {});
      notify(awaiting.doneWithLetter, { type: 'success' });
    } catch (error) {
      const message = fill(awaiting.letterFailed, { reason: sentenceOf(error) });
      notify(message, { type: 'warning', autoHideDuration: 15_000, multiLine: true });
    }
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
        <LetterField file={letter} onChoose={setLetter} />
      </Stack>
    </ActDialog>
  );
};
