import type { Person } from '#contract/accounts/schemas';
import { ToneChip } from '../common/StatusChip.tsx';
import { useT } from '../i18n/texts.ts';

const tones = { AKTIF: 'good', NONAKTIF: 'ended', DIUNDANG: 'waiting' } as const;

export const PersonStatusChip = ({ status }: { status: Person['status'] }) => (
  <ToneChip label={useT().console.people.status[status]} tone={tones[status]} />
);
