import { Button, Stack, TextField, Typography } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { fill } from '#contract/i18n/index';
import type { Trial } from '#contract/metering/trial-http';
import { ActDialog } from '../common/ActDialog.tsx';
import { Section } from '../common/Facts.tsx';
import { call } from '../data/call.ts';
import { formatDay, formatInstant } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';
import { useMay } from '../session/me.ts';

interface DialogProps {
  readonly id: string;
  readonly onClose: () => void;
}

const useSaved = (id: string) => {
  const notify = useNotify();
  const client = useQueryClient();
  return (trial: Trial, words: string) => {
    client.setQueryData(['trial', id], trial);
    notify(words, { type: 'success' });
  };
};

const OpenDialog = ({ id, onClose }: DialogProps) => {
  const { trial, console: texts } = useT();
  const t = trial.production;
  const saved = useSaved(id);
  const [number, setNumber] = useState('');
  const [date, setDate] = useState('');
  const [checked, setChecked] = useState(false);
  const missing = { number: number.trim().length < 2, date: date === '' };
  const check = () => {
    setChecked(true);
    return !missing.number && !missing.date;
  };
  const save = async () => {
    const body = { number: number.trim(), date };
    saved(await call('production.open', { params: { id }, body }), t.opened);
  };
  const told = (field: keyof typeof missing) => (checked && missing[field] ? texts.common.required : null);
  return (
    <ActDialog
      title={t.openAct}
      text={t.openText}
      yes={t.openAct}
      check={check}
      onYes={save}
      onClose={onClose}
    >
      <Stack spacing={2} sx={{ mt: 1 }}>
        <TextField
          label={t.letterNumber}
          value={number}
          error={told('number') !== null}
          helperText={told('number')}
          onChange={(event) => setNumber(event.target.value)}
        />
        <TextField
          type="date"
          label={t.letterDate}
          value={date}
          error={told('date') !== null}
          helperText={told('date')}
          slotProps={{ inputLabel: { shrink: true } }}
          onChange={(event) => setDate(event.target.value)}
        />
      </Stack>
    </ActDialog>
  );
};

const CloseDialog = ({ id, onClose }: DialogProps) => {
  const t = useT().trial.production;
  const saved = useSaved(id);
  const save = async (note: string | undefined) =>
    saved(await call('production.close', { params: { id }, body: { note: note ?? '' } }), t.closedNow);
  return (
    <ActDialog
      title={t.closeAct}
      text={t.closeText}
      note="required"
      yes={t.closeAct}
      danger
      onYes={save}
      onClose={onClose}
    />
  );
};

function useStanding({ open, openedOn, letter, closedAt }: Trial['production']): string {
  const t = useT().trial.production;
  if (openedOn === null) return t.never;
  if (!open) return fill(t.closed, { time: closedAt ? formatInstant(closedAt) : '' });
  const day = formatDay(openedOn);
  return letter
    ? fill(t.openByLetter, { day, number: letter.number, date: formatDay(letter.date) })
    : fill(t.open, { day });
}

/** Whether true data are open to the institution; the partnership desk opens and closes them. */
export const Production = ({ trial }: { trial: Trial }) => {
  const t = useT().trial.production;
  const mayDecide = useMay('production.decide');
  const [asking, setAsking] = useState(false);
  const { id } = trial.institution;
  const { open, openedOn } = trial.production;
  const mayOpen = trial.complete || openedOn !== null;
  const standing = useStanding(trial.production);
  const close = () => setAsking(false);
  const act = (
    <Button
      size="small"
      variant="outlined"
      color={open ? 'error' : 'primary'}
      disabled={!open && !mayOpen}
      onClick={() => setAsking(true)}
    >
      {open ? t.closeAct : t.openAct}
    </Button>
  );
  return (
    <Section title={t.title} action={mayDecide ? act : null}>
      <Typography>{standing}</Typography>
      {asking && open ? <CloseDialog id={id} onClose={close} /> : null}
      {asking && !open ? <OpenDialog id={id} onClose={close} /> : null}
    </Section>
  );
};
