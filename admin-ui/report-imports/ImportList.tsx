import { Alert, Box, Button, Card, Typography } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { fill } from '#contract/i18n/index';
import type { ReportImport } from '#contract/orders/schemas';
import { ListPage } from '../common/ListPage.tsx';
import type { Column } from '../common/ResourceTable.tsx';
import { UploadButton } from '../common/UploadButton.tsx';
import { formatCount, formatDay, formatInstant } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';
import { useMay } from '../session/me.ts';

const differencesOf = (report: ReportImport): string =>
  `/report-differences?${new URLSearchParams({ filter: JSON.stringify({ importId: report.id }) })}`;

const resultText = (template: string, report: ReportImport): string =>
  fill(template, {
    rows: formatCount(report.rowCount),
    matched: formatCount(report.matched),
    differences: formatCount(report.differences),
  });

/** Takes a report and says what was found in it. */
const ImportPanel = () => {
  const t = useT();
  const client = useQueryClient();
  const [result, setResult] = useState<ReportImport | null>(null);
  const done = (report: ReportImport) => {
    setResult(report);
    for (const key of ['report-imports', 'report-differences', 'dashboard', 'orders']) {
      void client.invalidateQueries({ queryKey: [key] });
    }
  };
  return (
    <Card sx={{ p: 2.5, mb: 2 }}>
      <Box sx={{ display: 'flex', gap: 2, alignItems: 'center', flexWrap: 'wrap' }}>
        <UploadButton<ReportImport>
          url="/api/v1/report-imports"
          label={t.console.imports.upload}
          accept=".csv,text/csv,text/plain"
          working={t.console.imports.reading}
          variant="contained"
          onDone={done}
        />
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {t.console.imports.hint}
        </Typography>
      </Box>
      {result ? (
        <Alert
          severity={result.repeated ? 'info' : result.differences > 0 ? 'warning' : 'success'}
          sx={{ mt: 2 }}
          action={
            result.differences > 0 ? (
              <Button component={Link} to={differencesOf(result)} color="inherit" size="small">
                {t.console.imports.open}
              </Button>
            ) : null
          }
        >
          <strong>{result.fileName}</strong>:{' '}
          {result.repeated
            ? `${fill(t.console.imports.repeated, { time: formatInstant(result.importedAt) })} `
            : null}
          {resultText(t.console.imports.result, result)}
        </Alert>
      ) : null}
    </Card>
  );
};

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
