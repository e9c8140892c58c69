import { Button } from '@mui/material';
import { Link } from 'react-router-dom';
import type { ReportImport } from '#contract/orders/schemas';
import { ListPage } from '../common/ListPage.tsx';
import type { Column } from '../common/table-columns.ts';
import { formatCount, formatDay, formatInstant } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';
import { useMay } from '../session/me.ts';
import { differencesOf, ImportPanel } from './ImportPanel.tsx';

function useColumns(): Column<ReportImport>[] {
  const t = useT();
  const { columns } = t.console.imports;
  return [
    { key: 'file', label: columns.file, card: 'title', render: (report) => report.fileName },
    {
      key: 'period',
      label: columns.period,
      render: (report) =>
        report.periodFrom && report.periodTo
          ? `${formatDay(report.periodFrom)} – ${formatDay(report.periodTo)}`
          : t.console.common.none,
    },
    { key: 'rows', label: columns.rows, align: 'right', render: (report) => formatCount(report.rowCount) },
    {
      key: 'matched',
      label: columns.matched,
      align: 'right',
      render: (report) => formatCount(report.matched),
    },
    {
      key: 'differences',
      label: columns.differences,
      align: 'right',
      render: (report) =>
        report.differences > 0 ? (
          <Button component={Link} to={differencesOf(report)} size="small" color="secondary">
            {formatCount(report.differences)}
          </Button>
        ) : (
          '0'
        ),
    },
    { key: 'by', label: columns.by, render: (report) => report.importedByName },
    {
      key: 'at',
      label: columns.at,
      sort: 'importedAt',
      render: (report) => formatInstant(report.importedAt),
    },
  ];
}

/** SIMPONI's reports: import one, see what the earlier ones brought. */
const ImportList = () => {
  const t = useT();
  const mayImport = useMay('reports.import');
  return (
    <ListPage<ReportImport>
      title={t.console.imports.title}
      help={t.console.imports.help}
      columns={useColumns()}
      sort={{ field: 'importedAt', order: 'DESC' }}
      filters={mayImport ? <ImportPanel /> : null}
      empty={t.console.imports.empty}
    />
  );
};
export default ImportList;
