import { Box, ButtonBase, Card, Typography } from '@mui/material';
import { Link } from 'react-router-dom';
import type { DashboardCounter } from '#contract/orders/schemas';
import { formatCount } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';

const needsSomebody = new Set<DashboardCounter['key']>([
  'waitingForPayment',
  'waitingForApprover',
  'troubled',
  'waitingForDecision',
  'openCases',
  'unmatchedPayments',
  'agreementsEnding',
  'agreementsEnded',
  'technicalGuidesMissing',
]);

const linkOf = ({ resource, filter }: DashboardCounter): string =>
  `/${resource}?${new URLSearchParams({ filter: JSON.stringify(filter), page: '1' })}`;

/** Counters; each leads to the list that it counts. */
export const Counters = ({ counters }: { counters: readonly DashboardCounter[] }) => {
  const t = useT();
  if (counters.length === 0) return null;
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 1.5,
        mb: 2.5,
        gridTemplateColumns: { xs: 'repeat(2, minmax(0, 1fr))', sm: 'repeat(auto-fit, minmax(170px, 1fr))' },
      }}
    >
      {counters.map((counter) => {
        const calls = counter.count > 0 && needsSomebody.has(counter.key);
        return (
          <Card key={counter.key} sx={calls ? { borderColor: 'secondary.main' } : {}}>
            <ButtonBase
              component={Link}
              to={linkOf(counter)}
              sx={{ width: '100%', height: '100%', p: 2, display: 'block', textAlign: 'left' }}
            >
              <Typography
                sx={{
                  fontSize: '1.7rem',
                  fontWeight: 700,
                  lineHeight: 1.1,
                  fontVariantNumeric: 'tabular-nums',
                  color: calls ? 'secondary.main' : 'primary.main',
                }}
              >
                {formatCount(counter.count)}
              </Typography>
              <Typography variant="body2" sx={{ color: 'text.secondary', mt: 0.5 }}>
                {t.console.dashboard.counter[counter.key]}
              </Typography>
            </ButtonBase>
          </Card>
        );
      })}
    </Box>
  );
};
