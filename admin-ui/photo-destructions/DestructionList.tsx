import { Box, TextField } from '@mui/material';
import type { z } from 'zod';
import type { requestRoutes } from '#contract/requests/http';
import { FilterRow, useFilter } from '../common/filters.tsx';
import { ListPage } from '../common/ListPage.tsx';
import type { Column } from '../common/table-columns.ts';
import { formatCount, formatInstant } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';

type Destruction = z.output<(typeof requestRoutes)['requests.destructions']['response']>[number];

const MonthFilter = () => {
  const { destructions } = useT().requestPages;
  const [value = '', setValue] = useFilter<string>('month');
  return (
    <TextField
      type="month"
      label={destructions.month}
      value={value}
      onChange={(event) => setValue(event.target.value || undefined)}
      sx={{ backgroundColor: 'background.paper' }}
      slotProps={{
        inputLabel: { shrink: true },
        htmlInput: { placeholder: '2026-11', pattern: '\\d{4}-\\d{2}' },
      }}
    />
  );
};

function useColumns(): Column<Destruction>[] {
  const { columns } = useT().requestPages.destructions;
  return [
    {
      key: 'at',
      label: columns.at,
      sort: 'destroyedAt',
      card: 'subtitle',
      render: (row) => <Box sx={{ whiteSpace: 'nowrap' }}>{formatInstant(row.destroyedAt)}</Box>,
    },
    { key: 'code', label: columns.code, card: 'title', render: (row) => <strong>{row.code}</strong> },
    { key: 'office', label: columns.office, render: (row) => row.officeName },
    { key: 'count', label: columns.count, align: 'right', render: (row) => formatCount(row.count) },
  ];
}

/** Photos that were destroyed at the end of their retention, by month; the list that an auditor is shown. */
const DestructionList = () => {
  const { destructions } = useT().requestPages;
  return (
    <ListPage<Destruction>
      title={destructions.title}
      help={destructions.help}
      columns={useColumns()}
      sort={{ field: 'destroyedAt', order: 'DESC' }}
      filters={
        <FilterRow>
          <MonthFilter />
        </FilterRow>
      }
      empty={destructions.empty}
    />
  );
};
export default DestructionList;
