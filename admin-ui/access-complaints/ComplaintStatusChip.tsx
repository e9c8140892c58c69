import type { ComplaintStatus } from '#contract/complaints/lifecycle';
import { type Tone, ToneChip } from '../common/StatusChip.tsx';
import { useT } from '../i18n/texts.ts';

const tones = {
  BARU: 'neutral',
  DITANGANI: 'neutral',
  MENUNGGU_LEMBAGA: 'waiting',
  SELESAI: 'ended',
} as const satisfies Record<ComplaintStatus, Tone>;

export const ComplaintStatusChip = ({ status }: { status: ComplaintStatus }) => (
  <ToneChip label={useT().complaints.status[status]} tone={tones[status]} />
);
