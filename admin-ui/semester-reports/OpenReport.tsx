import { Button, MenuItem, Stack, TextField } from '@mui/material';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { type Half, halfBefore, halfOf } from '#contract/metering/semester';
import { useDo } from '../common/useDo.ts';
import { call } from '../data/call.ts';
import { useT } from '../i18n/texts.ts';
import { halfName } from './parts.tsx';

/** The half-year that ended last stands first: it is the one that is due. */
function halvesToOpen(today: string): Half[] {
  const current = halfOf(today);
  const last = halfBefore(current);
  return [last, halfBefore(last), current];
}

/** Opens the draft of a half-year and leads to it. */
export const OpenReport = () => {
  const t = useT();
  const { run, pending } = useDo();
  const navigate = useNavigate();
  const halves = halvesToOpen(new Date().toISOString().slice(0, 10));
  const [half, setHalf] = useState<Half>(halves[0] as Half);
  const open = () =>
    run(() => call('semesterReports.open', { body: { half } }), {
      after: ({ id }) => navigate(`/semester-reports/${id}/show`),
    });
  return (
    <Stack direction="row" spacing={1} sx={{ alignItems: 'center' }}>
      <TextField
        select
        label={t.duties.semester.half}
        value={half}
        onChange={(event) => setHalf(event.target.value as Half)}
        sx={{ minWidth: 230, backgroundColor: 'background.paper' }}
      >
        {halves.map((each) => (
          <MenuItem key={each} value={each}>
            {halfName(t, each)}
          </MenuItem>
        ))}
      </TextField>
      <Button variant="contained" disabled={pending} onClick={() => void open()}>
        {t.duties.semester.open}
      </Button>
    </Stack>
  );
};
