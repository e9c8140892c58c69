import { Box, Button, Typography } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useNotify } from 'react-admin';
import { fill } from '#contract/i18n/index';
import type { DwhReading } from '#contract/requests/codes';
import type { RequestDetail } from '#contract/requests/schemas';
import { Section } from '../../common/Facts.tsx';
import { type Tone, ToneChip } from '../../common/StatusChip.tsx';
import { useDo } from '../../common/useDo.ts';
import { call } from '../../data/call.ts';
import { formatInstantIn } from '../../i18n/format.ts';
import { useT } from '../../i18n/texts.ts';
import { askAgain } from '../asking.ts';
import { keyOf } from './ShortcutsDialog.tsx';

const tones = {
  TERBACA: 'good',
  TIDAK_TERBACA: 'bad',
  TIDAK_AKTIF: 'bad',
  TIDAK_DIKETAHUI: 'ended',
} as const satisfies Record<DwhReading, Tone>;

/** Asks the DWH now whether it reads this NIK; null when this person may not. */
export function useReadDwh(request: RequestDetail) {
  const t = useT();
  const notify = useNotify();
  const client = useQueryClient();
  const { run, pending } = useDo();
  if (!request.mayReadDwh) return null;
  return {
    pending,
    press: () =>
      void run(() => call('requests.readDwh', { params: { id: request.id } }), {
        after: ({ reading }) => {
          notify(t.requests.reading[reading], { type: reading === 'TERBACA' ? 'success' : 'info' });
          askAgain(client);
        },
      }),
  };
}

/** "Sudah terbaca di DWH?": what it said of this NIK, and when. */
export const DwhSection = ({ request }: { request: RequestDetail }) => {
  const t = useT();
  const { dwh } = t.requestPages;
  const read = useReadDwh(request);
  return (
    <Section title={dwh.title}>
      {request.readings.length === 0 ? (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {dwh.none}
        </Typography>
      ) : null}
      {request.readings.map((row) => (
        <Box key={`${row.at} ${row.purpose}`} sx={{ mb: 1 }}>
          <ToneChip label={t.requests.reading[row.reading]} tone={tones[row.reading]} />
          <Typography variant="body2" sx={{ color: 'text.secondary', mt: 0.25 }}>
            {fill(dwh.by, {
              time: formatInstantIn(row.at, request.zone),
              purpose: dwh.purpose[row.purpose],
              name: row.byName,
            })}
          </Typography>
        </Box>
      ))}
      {read ? (
        <Button variant="outlined" disabled={read.pending} onClick={read.press} sx={{ mt: 0.5 }}>
          {dwh.button} ({keyOf.dwh.toUpperCase()})
        </Button>
      ) : null}
    </Section>
  );
};
