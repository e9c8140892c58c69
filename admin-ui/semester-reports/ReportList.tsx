import { FormControlLabel, Switch } from '@mui/material';
import type { SemesterReportRow } from '#contract/metering/duties-schemas';
import { semesterReportStatuses } from '#contract/metering/semester-lifecycle';
import { CsvButton } from '../common/CsvButton.tsx';
import { ChoiceFilter, FilterRow, useFilter } from '../common/filters.tsx';
import { ListPage } from '../common/ListPage.tsx';
import type { Column } from '../common/table-columns.ts';
import { formatDay, formatInstant } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';
import { useMay } from '../session/me.ts';
import { OpenReport } from './OpenReport.tsx';
import { halfName, ReportStatus } from './parts.tsx';

function useColumns(forStaff: boolean): Column<SemesterReportRow>[] {
  const t = useT();
  const { columns } = t.duties.semester;
  const institution: Column<SemesterReportRow> = {
    key: 'institution',
    label: columns.institution,
    render: (report) => report.institutionName,
  };
  return [
    { key: 'half', label: columns.half, card: 'title', render: (report) => halfName(t, report.half) },
    ...(forStaff ? [institution] : []),
    { key: 'due', label: columns.due, sort: 'dueOn', render: (report) => formatDay(report.dueOn) },
    { key: 'status', label: columns.status, render: (report) => <ReportStatus report={report} /> },
    {
      key: 'submitted',
      label: columns.submitted,
      render: (report) => (report.submittedAt ? formatInstant(report.submittedAt) : t.console.common.none),
    },
  ];
}

const LateFilter = () => {
  const { semester: t } = useT().duties;
  const [late, setLate] = useFilter<boolean>('late');
  return (
    <FormControlLabel
      control={
        <Switch
          checked={late === true}
          onChange={(event) => setLate(event.target.checked ? true : undefined)}
        />
      }
      label={t.onlyLate}
    />
  );
};

/** Semester reports: an institution's own, or for the partnership desk all of them with those that are late. */
const ReportList = () => {
  const { semester: t } = useT().duties;
  const mayWrite = useMay('semester-reports.write');
  const statuses = semesterReportStatuses.map((id) => ({ id, name: t.status[id] }));
  return (
    <ListPage<SemesterReportRow>
      title={t.title}
      help={t.help}
      columns={useColumns(!mayWrite)}
      to={(report) => `/semester-reports/${report.id}/show`}
      sort={{ field: 'dueOn', order: 'DESC' }}
      actions={
        <>
          {mayWrite ? <OpenReport /> : null}
          <CsvButton path="/api/v1/semester-reports.csv" name="laporan-semester.csv" />
        </>
      }
      filters={
        <FilterRow>
          <ChoiceFilter name="status" label={t.statusField} choices={statuses} />
          <LateFilter />
        </FilterRow>
      }
      empty={mayWrite ? t.emptyInstitution : t.emptyStaff}
    />
  );
};
export default ReportList;
