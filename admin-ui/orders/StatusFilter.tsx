import { Box, Chip } from '@mui/material';
import { useFilter } from '../common/filters.tsx';
import { useT } from '../i18n/texts.ts';
import { asStatuses, type StatusGroup, statusGroupNames, statusGroups } from './status-groups.ts';

const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((code) => b.includes(code));

/** Chips by which people look for orders; one press filters, the same press again shows all. */
export const StatusFilter = () => {
  const t = useT();
  const [value, setValue] = useFilter<string | readonly string[]>('status');
  const chosen = asStatuses(value);
  const chip = (key: string, label: string, on: boolean, press: () => void) => (
    <Chip
      key={key}
      label={label}
      clickable
      color={on ? 'primary' : 'default'}
      variant={on ? 'filled' : 'outlined'}
      aria-pressed={on}
      onClick={press}
      sx={on ? {} : { backgroundColor: 'background.paper' }}
    />
  );
  const group = (name: StatusGroup) => {
    const codes = statusGroups[name];
    const on = same(codes, chosen);
    return chip(name, t.console.orders.groups[name], on, () => setValue(on ? undefined : codes));
  };
  const known = chosen.length === 0 || statusGroupNames.some((name) => same(statusGroups[name], chosen));
  return (
    <Box
      role="group"
      aria-label={t.console.orders.filterTitle}
      sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.75 }}
    >
      {chip('all', t.console.common.all, chosen.length === 0, () => setValue(undefined))}
      {statusGroupNames.map(group)}
      {known
        ? null
        : chip('own', chosen.map((code) => t.orders.status[code]).join(', '), true, () =>
            setValue(undefined),
          )}
    </Box>
  );
};
