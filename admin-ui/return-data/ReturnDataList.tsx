import type { ReturnData } from '#contract/metering/duties-schemas';
import { returnDataStatuses } from '#contract/metering/return-data';
import { CsvButton } from '../common/CsvButton.tsx';
import { FollowRows } from '../common/FollowRows.tsx';
import { ChoiceFilter, FilterRow } from '../common/filters.tsx';
import { ListPage } from '../common/ListPage.tsx';
import type { Column } from '../common/table-columns.ts';
import { formatCount, formatInstant } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';
import { useMay } from '../session/me.ts';
import { isUnderWay, Status } from './Status.tsx';
import { UploadPanel } from './UploadPanel.tsx';

function useColumns(forStaff: boolean): Column<ReturnData>[] {
  const { columns } = useT().duties.returnData;
  const institution: Column<ReturnData> = {
    key: 'institution',
    label: columns.institution,
    render: (file) => file.institutionName,
  };
  return [
    { key: 'file', label: columns.file, card: 'title', render: (file) => file.fileName },
    ...(forStaff ? [institution] : []),
    { key: 'status', label: columns.status, render: (file) => <Status file={file} /> },
    { key: 'rows', label: columns.rows, align: 'right', render: (file) => formatCount(file.checkedRows) },
    {
      key: 'accepted',
      label: columns.accepted,
      align: 'right',
      render: (file) => formatCount(file.acceptedRows),
    },
    {
      key: 'rejected',
      label: columns.rejected,
      align: 'right',
      render: (file) => formatCount(file.rejectedRows),
    },
    { key: 'by', label: columns.by, render: (file) => file.uploadedByName },
    {
      key: 'at',
      label: columns.at,
      sort: 'uploadedAt',
      render: (file) => formatInstant(file.uploadedAt),
    },
  ];
}

/** Files of databalikan: upload one, see how far each has come. */
const ReturnDataList = () => {
  const { returnData: t } = useT().duties;
  const mayUpload = useMay('return-data.upload');
  const statuses = returnDataStatuses.map((id) => ({ id, name: t.status[id] }));
  return (
    <ListPage<ReturnData>
      title={t.title}
      help={t.help}
      columns={useColumns(!mayUpload)}
      to={(file) => `/return-data/${file.id}/show`}
      sort={{ field: 'uploadedAt', order: 'DESC' }}
      actions={<CsvButton path="/api/v1/return-data.csv" name="data-balikan.csv" />}
      filters={
        <>
          <FollowRows isUnderWay={isUnderWay} />
          {mayUpload ? <UploadPanel /> : null}
          <FilterRow>
            <ChoiceFilter name="status" label={t.facts.status} choices={statuses} />
          </FilterRow>
        </>
      }
      empty={mayUpload ? t.emptyInstitution : t.emptyStaff}
    />
  );
};
export default ReturnDataList;
