import { Stack } from '@mui/material';
import type { ComplaintStatus } from '#contract/complaints/lifecycle';
import { type Tone, ToneChip } from '../common/StatusChip.tsx';
import { useT } from '../i18n/texts.ts';

const tones = {
  BARU: 'neutral',
  DITANGANI: 'neutral',
  MENUNGGU_LEMBAGA: 'waiting',
  SELESAI: 'ended',
} as const satisfies Record<ComplaintStatus, Tone>;

/** The state, and whether the citizen waits for longer than was promised. */
export const ComplaintStatusChip = ({
  complaint,
}: {
  complaint: { readonly status: ComplaintStatus; readonly overdue: boolean };
}) => {
  const { status, desk } = useT().complaints;
  return (
    <Stack direction="row" spacing={0.5} useFlexGap sx={{ flexWrap: 'wrap' }}>
      <ToneChip label={status[complaint.status]} tone={tones[complaint.status]} />
      {complaint.overdue ? <ToneChip label={desk.overdue} tone="bad" /> : null}
    </Stack>
  );
};
