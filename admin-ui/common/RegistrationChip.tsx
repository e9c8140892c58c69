import type { RegistrationStatus } from '#contract/metering/codes';
import { useT } from '../i18n/texts.ts';
import { ToneChip } from './StatusChip.tsx';

const tones = { MENUNGGU: 'waiting', DISETUJUI: 'good', DIBLOKIR: 'bad' } as const;

/** Where a registered network or device stands. */
export const RegistrationChip = ({ status }: { status: RegistrationStatus }) => (
  <ToneChip label={useT().terminals.status[status]} tone={tones[status]} />
);
