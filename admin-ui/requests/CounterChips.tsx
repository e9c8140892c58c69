import { Box, Chip } from '@mui/material';
import { useListContext } from 'react-admin';
import type { RequestCounter } from '#contract/requests/schemas';
import { formatCount } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';
import { sameFilter, useRequestCounters } from './counters.ts';

/** What somebody has to see first. */
const urgent: readonly RequestCounter['key'][] = ['overdue', 'failed'];

const shown = ({ count, capped }: RequestCounter): string => `${formatCount(count)}${capped ? '+' : ''}`;

/** Counts as chips: one press shows what is counted, the same press again shows all. */
export const CounterChips = () => {
  const t = useT();
  const { data: counters = [] } = useRequestCounters();
  const { filterValues, setFilters } = useListContext();
  const active = (filterValues ?? {}) as Record<string, unknown>;
  const chip = (key: string, label: string, filter: Record<string, unknown>, calls = false) => {
    const on = sameFilter(filter, active);
    return (
      <Chip
        key={key}
        label={label}
        clickable
        color={on ? 'primary' : calls ? 'error' : 'default'}
        variant={on ? 'filled' : 'outlined'}
        aria-pressed={on}
        onClick={() => setFilters(on ? {} : filter, {})}
        sx={on ? {} : { backgroundColor: 'background.paper' }}
      />
    );
  };
  return (
    <Box
      role="group"
      aria-label={t.requestPages.queue.counters}
      sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.75 }}
    >
      {chip('all', t.console.common.all, {})}
      {counters.map((counter) =>
        chip(
          counter.key,
          `${t.requests.counter[counter.key]} ${shown(counter)}`,
          counter.filter,
          counter.count > 0 && urgent.includes(counter.key),
        ),
      )}
    </Box>
  );
};
