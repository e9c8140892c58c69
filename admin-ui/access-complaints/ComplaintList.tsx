import { FormControlLabel, Switch } from '@mui/material';
import { complaintStatuses } from '#contract/complaints/lifecycle';
import type { ComplaintSummary } from '#contract/complaints/schemas';
import { CsvButton } from '../common/CsvButton.tsx';
import { ChoiceFilter, DayFilter, FilterRow, useFilter } from '../common/filters.tsx';
import { ListPage } from '../common/ListPage.tsx';
import { SearchField } from '../common/SearchField.tsx';
import type { Column } from '../common/table-columns.ts';
import { formatInstant } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';
import { useMay } from '../session/me.ts';
import { ComplaintStatusChip } from './ComplaintStatusChip.tsx';

function useColumns(): Column<ComplaintSummary>[] {
  const t = useT();
  const { columns } = t.complaints.desk;
  return [
    { key: 'number', label: columns.number, card: 'title', render: (row) => row.number },
    {
      key: 'filedAt',
      label: columns.filedAt,
      sort: 'filedAt',
      render: (row) => formatInstant(row.filedAt),
    },
    {
      key: 'institution',
      label: columns.institution,
      card: 'subtitle',
      render: (row) => row.institutionName,
    },
    { key: 'access', label: columns.access, render: (row) => formatInstant(row.accessAt) },
    {
      key: 'status',
      label: columns.status,
      card: 'corner',
      render: (row) => <ComplaintStatusChip complaint={row} />,
    },
    {
      key: 'assignee',
      label: columns.assignee,
      render: (row) => row.assigneeName ?? t.console.common.none,
    },
  ];
}

const OverdueFilter = () => {
  const { desk } = useT().complaints;
  const [overdue, setOverdue] = useFilter<boolean>('overdue');
  return (
    <FormControlLabel
      control={
        <Switch
          checked={overdue === true}
          onChange={(event) => setOverdue(event.target.checked ? true : undefined)}
        />
      }
      label={desk.overdueOnly}
    />
  );
};

/** Complaints about accesses: the desk's queue; of an institution those that were forwarded to it. */
const ComplaintList = () => {
  const t = useT();
  const { desk, status } = t.complaints;
  const ofTheDesk = useMay('complaint-receipts.read');
  const choices = complaintStatuses.map((id) => ({ id, name: status[id] }));
  return (
    <ListPage<ComplaintSummary>
      title={desk.title}
      help={desk.help}
      columns={useColumns()}
      to={(row) => `/access-complaints/${row.id}/show`}
      sort={{ field: 'filedAt', order: 'DESC' }}
      filters={
        <FilterRow>
          <SearchField label={desk.search} />
          <ChoiceFilter name="status" label={t.console.common.status} choices={choices} />
          <DayFilter name="filedFrom" label={desk.filedFrom} />
          <DayFilter name="filedTo" label={desk.filedTo} />
          {ofTheDesk ? <OverdueFilter /> : null}
        </FilterRow>
      }
      actions={<CsvButton path="/api/v1/access-complaints.csv" name="pengaduan-akses.csv" />}
      empty={desk.empty}
    />
  );
};
export default ComplaintList;
