import { Alert, Box, Button, MenuItem, TextField } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { holidayKinds } from '#contract/calendar/codes';
import type { Holiday } from '#contract/calendar/schemas';
import { fill } from '#contract/i18n/index';
import { ActDialog } from '../common/ActDialog.tsx';
import { ChoiceFilter, FilterRow, useFilter } from '../common/filters.tsx';
import { ListPage } from '../common/ListPage.tsx';
import type { Column } from '../common/table-columns.ts';
import { call } from '../data/call.ts';
import { formatDay } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';
import { useMay } from '../session/me.ts';
import { HolidayDialog } from './HolidayDialog.tsx';
import { RamadanSection } from './RamadanSection.tsx';

const Remove = ({ holiday }: { holiday: Holiday }) => {
  const { calendar: texts } = useT().console;
  const notify = useNotify();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const remove = async () => {
    await call('holidays.delete', { params: { id: holiday.id } });
    notify(texts.removed, { type: 'success' });
    void client.invalidateQueries({ queryKey: ['holidays'] });
  };
  return (
    <>
      <Button size="small" color="error" onClick={() => setAsking(true)}>
        {texts.remove}
      </Button>
      {asking ? (
        <ActDialog
          title={texts.removeTitle}
          text={fill(texts.removeText, { day: formatDay(holiday.day), name: holiday.name })}
          yes={texts.remove}
          danger
          onYes={remove}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  );
};

function useColumns(mayManage: boolean): Column<Holiday>[] {
  const { calendar: texts } = useT().console;
  const { columns } = texts;
  const shown: Column<Holiday>[] = [
    {
      key: 'day',
      label: columns.day,
      sort: 'day',
      card: 'subtitle',
      render: (holiday) => formatDay(holiday.day),
    },
    {
      key: 'name',
      label: columns.name,
      card: 'title',
      render: (holiday) => <strong>{holiday.name}</strong>,
    },
    { key: 'kind', label: columns.kind, render: (holiday) => texts.kind[holiday.kind] },
    { key: 'place', label: columns.place, render: (holiday) => holiday.officeName ?? texts.everywhere },
  ];
  if (!mayManage) return shown;
  const actions = { key: 'actions', label: columns.actions, card: 'bare' } as const;
  return [...shown, { ...actions, render: (holiday) => <Remove holiday={holiday} /> }];
}

const thisYear = new Date().getFullYear();
const years = Array.from({ length: 4 }, (_, at) => thisYear - 1 + at);

const YearFilter = () => {
  const { calendar: texts, common } = useT().console;
  const [year, setYear] = useFilter<number>('year');
  return (
    <TextField
      select
      label={texts.year}
      value={year ?? ''}
      onChange={(event) => setYear(event.target.value === '' ? undefined : Number(event.target.value))}
      sx={{ minWidth: 120, backgroundColor: 'background.paper' }}
      slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}
    >
      <MenuItem value="">{common.all}</MenuItem>
      {years.map((each) => (
        <MenuItem key={each} value={each}>
          {each}
        </MenuItem>
      ))}
    </TextField>
  );
};

/** Free days of all offices, and Ramadan. */
const HolidayList = () => {
  const { calendar: texts } = useT().console;
  const mayManage = useMay('calendar.manage');
  const [adding, setAdding] = useState(false);
  const kinds = holidayKinds.map((id) => ({ id, name: texts.kind[id] }));
  return (
    <>
      <ListPage<Holiday>
        title={texts.title}
        help={texts.help}
        columns={useColumns(mayManage)}
        sort={{ field: 'day', order: 'ASC' }}
        filterDefaultValues={{ year: thisYear }}
        filters={
          <FilterRow>
            <YearFilter />
            <ChoiceFilter name="kind" label={texts.kindField} choices={kinds} />
          </FilterRow>
        }
        actions={
          mayManage ? (
            <Button variant="contained" onClick={() => setAdding(true)}>
              {texts.create}
            </Button>
          ) : null
        }
        empty={texts.empty}
      />
      <Box sx={{ mt: 2 }}>
        {mayManage ? (
          <Alert severity="info" sx={{ mb: 2 }}>
            {texts.check}
          </Alert>
        ) : null}
        <RamadanSection />
      </Box>
      {adding ? <HolidayDialog onClose={() => setAdding(false)} /> : null}
    </>
  );
};
export default HolidayList;
