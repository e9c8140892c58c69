import { Box, LinearProgress, Typography } from '@mui/material';
import { fill } from '#contract/i18n/index';
import { type QuotaThreshold, thresholdReached } from '#contract/metering/quota';
import { formatCount } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';

const colours = {
  50: 'primary',
  20: 'warning',
  5: 'error',
} as const satisfies Record<QuotaThreshold, string>;

/**
 * How much of a quota is left of what was there after the last voucher: a bar, its colour, and the figure in words; `bare`
 * where the figure stands beside it already.
 */
export const LevelBar = ({ left, base, bare }: { left: number; base: number; bare?: boolean }) => {
  const { level } = useT().reportPages;
  if (base <= 0) return null;
  const reached = thresholdReached(left, base);
  const percent = Math.min(100, Math.floor((left * 100) / base));
  const words = fill(level, { left: formatCount(left), base: formatCount(base), percent });
  return (
    <Box sx={{ minWidth: 110 }} title={words}>
      <LinearProgress
        variant="determinate"
        value={percent}
        color={reached === null ? 'success' : colours[reached]}
        aria-label={words}
        sx={{ height: 8, borderRadius: 1 }}
      />
      {bare ? null : (
        <Typography variant="caption" sx={{ color: 'text.secondary' }}>
          {words}
        </Typography>
      )}
    </Box>
  );
};
