import { MenuItem, Stack, TextField } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { type HolidayKind, holidayKinds } from '#contract/calendar/codes';
import { ActDialog } from '../common/ActDialog.tsx';
import { OfficePicker } from '../common/RecordPicker.tsx';
import { call } from '../data/call.ts';
import { useT } from '../i18n/texts.ts';

/** Adds a free day: of the whole country, or of one office. */
export const HolidayDialog = ({ onClose }: { onClose: () => void }) => {
  const { calendar: texts, common } = useT().console;
  const notify = useNotify();
  const client = useQueryClient();
  const [day, setDay] = useState('');
  const [name, setName] = useState('');
  const [kind, setKind] = useState<HolidayKind>('LIBUR_NASIONAL');
  const [office, setOffice] = useState<string | null>(null);
  const [checked, setChecked] = useState(false);
  const ofOffice = kind === 'LIBUR_DAERAH';
  const missing = {
    day: day === '',
    name: name.trim().length < 3,
    office: ofOffice && office === null,
  };
  const check = () => {
    setChecked(true);
    return !Object.values(missing).includes(true);
  };
  const save = async () => {
    await call('holidays.create', {
      body: { day, name: name.trim(), kind, officeId: ofOffice ? office : null },
    });
    notify(texts.created, { type: 'success' });
    void client.invalidateQueries({ queryKey: ['holidays'] });
  };
  const told = (field: keyof typeof missing) => (checked && missing[field] ? common.required : null);
  return (
    <ActDialog
      title={texts.create}
      text={texts.createText}
      yes={common.save}
      check={check}
      onYes={save}
      onClose={onClose}
    >
      <Stack spacing={2} sx={{ mt: 1 }}>
        <TextField
          type="date"
          label={texts.day}
          value={day}
          error={told('day') !== null}
          helperText={told('day')}
          slotProps={{ inputLabel: { shrink: true } }}
          onChange={(event) => setDay(event.target.value)}
        />
        <TextField
          label={texts.name}
          value={name}
          error={told('name') !== null}
          helperText={told('name')}
          onChange={(event) => setName(event.target.value)}
        />
        <TextField
          select
          label={texts.kindField}
          value={kind}
          onChange={(event) => setKind(event.target.value as HolidayKind)}
        >
          {holidayKinds.map((each) => (
            <MenuItem key={each} value={each}>
              {texts.kind[each]}
            </MenuItem>
          ))}
        </TextField>
        {ofOffice ? (
          <OfficePicker label={texts.office} value={office} onChange={setOffice} error={told('office')} />
        ) : null}
      </Stack>
    </ActDialog>
  );
};
