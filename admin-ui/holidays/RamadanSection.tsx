import { Box, Button, Stack, TextField, Typography } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useGetList, useNotify } from 'react-admin';
import type { RamadanPeriod } from '#contract/calendar/schemas';
import { fill } from '#contract/i18n/index';
import { ActDialog } from '../common/ActDialog.tsx';
import { Section } from '../common/Facts.tsx';
import { call } from '../data/call.ts';
import { formatDay } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';
import { useMay } from '../session/me.ts';

const AddDialog = ({ onClose }: { onClose: () => void }) => {
  const { calendar: texts, common } = useT().console;
  const notify = useNotify();
  const client = useQueryClient();
  const [days, setDays] = useState({ from: '', to: '' });
  const [checked, setChecked] = useState(false);
  const save = async () => {
    await call('ramadan.create', { body: days });
    notify(texts.ramadanSaved, { type: 'success' });
    void client.invalidateQueries({ queryKey: ['ramadan-periods'] });
  };
  const check = () => {
    setChecked(true);
    return days.from !== '' && days.to !== '';
  };
  const field = (name: 'from' | 'to', label: string) => (
    <TextField
      type="date"
      label={label}
      value={days[name]}
      error={checked && days[name] === ''}
      helperText={checked && days[name] === '' ? common.required : undefined}
      slotProps={{ inputLabel: { shrink: true } }}
      onChange={(event) => setDays({ ...days, [name]: event.target.value })}
    />
  );
  return (
    <ActDialog
      title={texts.ramadanCreate}
      text={texts.createText}
      yes={common.save}
      check={check}
      onYes={save}
      onClose={onClose}
    >
      <Stack spacing={2} sx={{ mt: 1 }}>
        {field('from', texts.ramadanFrom)}
        {field('to', texts.ramadanTo)}
      </Stack>
    </ActDialog>
  );
};

const Period = ({ period, mayManage }: { period: RamadanPeriod; mayManage: boolean }) => {
  const { calendar: texts } = useT().console;
  const notify = useNotify();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const words = { from: formatDay(period.from), to: formatDay(period.to) };
  const remove = async () => {
    await call('ramadan.delete', { params: { id: period.id } });
    notify(texts.ramadanRemoved, { type: 'success' });
    void client.invalidateQueries({ queryKey: ['ramadan-periods'] });
  };
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, flexWrap: 'wrap' }}>
      <Typography>
        {words.from} – {words.to}
      </Typography>
      {mayManage ? (
        <Button size="small" color="error" onClick={() => setAsking(true)}>
          {texts.remove}
        </Button>
      ) : null}
      {asking ? (
        <ActDialog
          title={texts.ramadanRemoveTitle}
          text={fill(texts.ramadanRemoveText, words)}
          yes={texts.remove}
          danger
          onYes={remove}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </Box>
  );
};

/** The weeks in which offices keep shorter hours. */
export const RamadanSection = () => {
  const { calendar: texts } = useT().console;
  const mayManage = useMay('calendar.manage');
  const [adding, setAdding] = useState(false);
  const { data = [], isPending } = useGetList<RamadanPeriod>('ramadan-periods', {
    pagination: { page: 1, perPage: 10 },
    sort: { field: 'from', order: 'DESC' },
  });
  return (
    <Section
      title={texts.ramadan}
      action={
        mayManage ? (
          <Button size="small" variant="outlined" onClick={() => setAdding(true)}>
            {texts.ramadanCreate}
          </Button>
        ) : null
      }
    >
      <Typography variant="body2" sx={{ color: 'text.secondary', mb: 1 }}>
        {texts.ramadanHelp}
      </Typography>
      {data.map((period) => (
        <Period key={period.id} period={period} mayManage={mayManage} />
      ))}
      {!isPending && data.length === 0 ? <Typography variant="body2">{texts.ramadanNone}</Typography> : null}
      {adding ? <AddDialog onClose={() => setAdding(false)} /> : null}
    </Section>
  );
};
