import { Box, Button, ButtonBase, Card, Typography } from '@mui/material';
import { Link } from 'react-router-dom';
import type { RequestCounter } from '#contract/requests/schemas';
import { LoadError, LoadingLines } from '../common/StateMessage.tsx';
import { formatCount } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';
import { counterPath, useRequestCounters } from '../requests/counters.ts';
import { useMay } from '../session/me.ts';
import { CounterGrid } from './CounterGrid.tsx';

type Key = RequestCounter['key'];

const needsSomebody: ReadonlySet<Key> = new Set<Key>(['overdue', 'dueToday', 'questions', 'failed']);
/** Open work by where it stands; the others are views across it. */
const charted: readonly Key[] = ['new', 'approved', 'inProcess', 'questions', 'failed', 'overdue'];

const shown = ({ count, capped }: RequestCounter): string => `${formatCount(count)}${capped ? '+' : ''}`;

const Bar = ({ counter, most }: { counter: RequestCounter; most: number }) => {
  const t = useT();
  const bad = counter.key === 'overdue' || counter.key === 'failed';
  return (
    <ButtonBase
      component={Link}
      to={counterPath(counter)}
      sx={{
        width: '100%',
        display: 'grid',
        gridTemplateColumns: { xs: '118px 1fr 52px', sm: '170px 1fr 64px' },
        gap: 1,
        py: 0.6,
        alignItems: 'center',
        textAlign: 'left',
        borderRadius: 1,
      }}
    >
      <Typography variant="body2">{t.requests.counter[counter.key]}</Typography>
      <Box aria-hidden sx={{ height: 16, borderRadius: 1, backgroundColor: 'background.default' }}>
        <Box
          sx={{
            height: '100%',
            borderRadius: 1,
            minWidth: counter.count > 0 ? 4 : 0,
            backgroundColor: bad ? 'error.main' : 'primary.main',
          }}
          style={{ width: `${most === 0 ? 0 : (counter.count / most) * 100}%` }}
        />
      </Box>
      <Typography
        variant="body2"
        sx={{ textAlign: 'right', fontVariantNumeric: 'tabular-nums', fontWeight: 650 }}
      >
        {shown(counter)}
      </Typography>
    </ButtonBase>
  );
};

/** Open work as bars of one measure; each leads to its list. */
const Bars = ({ counters }: { counters: readonly RequestCounter[] }) => {
  const { overview } = useT().requestPages;
  const rows = charted.flatMap((key) => counters.filter((counter) => counter.key === key));
  const most = Math.max(0, ...rows.map(({ count }) => count));
  return (
    <Card component="section" aria-label={overview.chart} sx={{ p: 2, mb: 2.5 }}>
      <Typography variant="h2">{overview.chart}</Typography>
      <Typography variant="body2" sx={{ color: 'text.secondary', mb: 1 }}>
        {most === 0 ? overview.none : overview.chartHelp}
      </Typography>
      {rows.map((counter) => (
        <Bar key={counter.key} counter={counter} most={most} />
      ))}
    </Card>
  );
};

const Ways = () => {
  const { overview } = useT().requestPages;
  const [board, intake] = [useMay('steps.work'), useMay('requests.intake')];
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mb: 2 }}>
      {board ? (
        <Button component={Link} to="/board" variant="contained">
          {overview.toBoard}
        </Button>
      ) : null}
      <Button component={Link} to="/requests" variant={board ? 'outlined' : 'contained'}>
        {overview.toQueue}
      </Button>
      {intake ? (
        <Button component={Link} to="/intake" variant="outlined">
          {overview.toIntake}
        </Button>
      ) : null}
    </Box>
  );
};

/** Synchronisation requests in figures, for the office, the centre and the auditor. */
export const RequestOverview = () => {
  const t = useT();
  const { data, error, isPending, refetch } = useRequestCounters();
  return (
    <Box component="section" aria-label={t.requestPages.overview.title} sx={{ mb: 2 }}>
      <Typography variant="h2" sx={{ mb: 1.25 }}>
        {t.requestPages.overview.title}
      </Typography>
      <Ways />
      {error && !data ? (
        <Card>
          <LoadError error={error} onRetry={() => void refetch()} />
        </Card>
      ) : null}
      {isPending ? <LoadingLines lines={4} /> : null}
      {data ? (
        <>
          <CounterGrid
            items={data.map((counter) => ({
              key: counter.key,
              to: counterPath(counter),
              figure: shown(counter),
              label: t.requests.counter[counter.key],
              calls: counter.count > 0 && needsSomebody.has(counter.key),
            }))}
          />
          <Bars counters={data} />
        </>
      ) : null}
    </Box>
  );
};
