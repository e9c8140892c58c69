import { Box, LinearProgress, Typography } from '@mui/material';
import { fill } from '#contract/i18n/index';
import { useT } from '../i18n/texts.ts';

/** How far the job at the DWH has come; a moving bar while the DWH has said nothing yet. */
export const DwhProgress = ({ percent }: { percent: number | null }) => {
  const { step } = useT().requestPages;
  const label = percent === null ? step.progressWaiting : fill(step.progress, { percent });
  return (
    <Box sx={{ mt: 0.5, maxWidth: 320 }}>
      <LinearProgress
        aria-label={label}
        {...(percent === null ? {} : { variant: 'determinate' as const, value: percent })}
        sx={{ height: 8, borderRadius: 4 }}
      />
      <Typography sx={{ fontSize: '0.78rem', color: 'text.secondary', mt: 0.25 }}>{label}</Typography>
    </Box>
  );
};
