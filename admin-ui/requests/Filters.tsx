import { Box, MenuItem, Stack, TextField } from '@mui/material';
import { requestChannels } from '#contract/requests/codes';
import { requestStatuses } from '#contract/requests/lifecycle';
import { ChoiceFilter, DayFilter, FilterRow, useFilter } from '../common/filters.tsx';
import { OfficePicker } from '../common/RecordPicker.tsx';
import { useT } from '../i18n/texts.ts';
import { useMe } from '../session/me.ts';
import { CounterChips } from './CounterChips.tsx';
import { LookupSearch } from './LookupSearch.tsx';

/** Requests of an office that was closed are still looked for. */
const everyOffice = {};

const OfficeFilter = () => {
  const t = useT().requestPages.filter;
  const [value, setValue] = useFilter<string>('officeId');
  return (
    <Box sx={{ width: { xs: '100%', sm: 280 } }}>
      <OfficePicker
        filter={everyOffice}
        label={t.office}
        value={value ?? null}
        onChange={(id) => setValue(id ?? undefined)}
      />
    </Box>
  );
};

/** One status, or all; a counter may have chosen several, which the chips show. */
const StatusFilter = () => {
  const t = useT();
  const [value, setValue] = useFilter<string | readonly string[]>('status');
  const one = typeof value === 'string' ? value : value?.length === 1 ? (value[0] ?? '') : '';
  return (
    <TextField
      select
      label={t.requestPages.filter.status}
      value={one}
      onChange={(event) => setValue(event.target.value || undefined)}
      sx={{ minWidth: 160, backgroundColor: 'background.paper' }}
      slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}
    >
      <MenuItem value="">{t.console.common.all}</MenuItem>
      {requestStatuses.map((status) => (
        <MenuItem key={status} value={status}>
          {t.requests.status[status]}
        </MenuItem>
      ))}
    </TextField>
  );
};

/** Everything by which the queue is narrowed. */
export const Filters = () => {
  const t = useT();
  const me = useMe();
  const { filter } = t.requestPages;
  return (
    <Stack spacing={1.25}>
      <LookupSearch />
      <CounterChips />
      <FilterRow>
        <StatusFilter />
        <ChoiceFilter
          name="assignee"
          label={filter.assignee}
          choices={[
            { id: 'me', name: filter.mine },
            { id: 'nobody', name: filter.nobody },
          ]}
        />
        <ChoiceFilter
          name="channel"
          label={filter.channel}
          choices={requestChannels.map((id) => ({ id, name: t.requests.channel[id] }))}
        />
        <DayFilter name="submittedFrom" label={t.console.common.from} />
        <DayFilter name="submittedTo" label={t.console.common.to} />
        {me?.office === null ? <OfficeFilter /> : null}
      </FilterRow>
    </Stack>
  );
};
