import { Box, LinearProgress } from '@mui/material';
import { fill } from '#contract/i18n/index';
import type { ReturnData } from '#contract/metering/duties-schemas';
import type { ReturnDataStatus } from '#contract/metering/return-data';
import { type Tone, ToneChip } from '../common/StatusChip.tsx';
import { useT } from '../i18n/texts.ts';

const tones = {
  ANTRE: 'waiting',
  DIPERIKSA: 'neutral',
  SELESAI: 'good',
  DITOLAK: 'bad',
} as const satisfies Record<ReturnDataStatus, Tone>;

export const isUnderWay = ({ status }: ReturnData): boolean => status === 'ANTRE' || status === 'DIPERIKSA';

/** The status of a file, with how far its check has come. */
export const Status = ({ file }: { file: ReturnData }) => {
  const { returnData: t } = useT().duties;
  return (
    <Box sx={{ minWidth: 130 }}>
      <ToneChip label={t.status[file.status]} tone={tones[file.status]} />
      {isUnderWay(file) ? (
        <LinearProgress
          sx={{ mt: 0.75 }}
          variant="determinate"
          value={file.progress}
          aria-label={fill(t.checking, { percent: file.progress })}
        />
      ) : null}
    </Box>
  );
};
